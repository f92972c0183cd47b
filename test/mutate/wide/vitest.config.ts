import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** The tests of one piece, as `npm run mutate -- --wide` names them; Stryker sets the pool and the number of workers. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..', '..', '..'),
  test: {
    include: JSON.parse(process.env['POSTDESK_WIDE_TESTS'] ?? '["test/unit/**/*.test.ts"]'),
    setupFiles: [resolve(import.meta.dirname, '..', '..', 'give-back.ts')],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
