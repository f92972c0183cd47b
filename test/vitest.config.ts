import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Everything but the browser: Playwright has its own configuration beside this one. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // One more than there are processors: many tests wait for a server, a child or a clock.
    maxWorkers: Math.max(2, availableParallelism() + 1),
    // A worker keeps what it has loaded from file to file: reading the sources anew costs a third of the time.
    isolate: false,
    setupFiles: [resolve(import.meta.dirname, 'give-back.ts')],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
})
