import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Everything but the browser: Playwright has its own configuration beside this one. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
})
