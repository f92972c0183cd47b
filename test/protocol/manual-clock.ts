import type { Clock } from '../../src-main/engine/ports.ts'

/** Time that stands still until it is told to go on. */
export type ManualClock = Clock & {
  /** How long those who sleep have still to wait, in ms, shortest first. */
  sleeping(): readonly number[]
  advance(ms: number): void
}

export function manualClock(start = 1_000_000): ManualClock {
  let now = start
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>()
  return {
    now: () => now,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve()
      return new Promise(resolve => {
        const sleeper = { until: now + ms, wake }
        function wake() {
          sleepers.delete(sleeper)
          resolve()
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', wake, { once: true })
      })
    },
    sleeping: () => [...sleepers].map(({ until }) => until - now).sort((a, b) => a - b),
    advance(ms) {
      now += ms
      for (const { until, wake } of [...sleepers]) if (until <= now) wake()
    },
  }
}
