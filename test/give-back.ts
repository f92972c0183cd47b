import { afterAll, vi } from 'vitest'

/** A worker goes from file to file: none finds the timers or globals that another one has put in place. */
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
