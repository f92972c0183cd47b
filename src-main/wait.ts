import { setTimeout as pause } from 'node:timers/promises'

/** 24.8 days. Node takes a longer delay for 1 ms: what waits for a month would run at once, again and again. */
const longestTimerMs = 2 ** 31 - 1

/** A delay that a timer takes as it is meant: never negative, never too long; what is no number is no delay. */
export function timerMs(ms: number): number {
  return ms > 0 ? Math.min(ms, longestTimerMs) : 0
}

/** Resolves after `ms`, however long that is, or at once when the signal aborts. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
  for (let left = ms; ; left -= longestTimerMs) {
    await pause(timerMs(left), undefined, signal ? { signal } : {}).catch(() => undefined)
    if (signal?.aborted || !(left > longestTimerMs)) return
  }
}
