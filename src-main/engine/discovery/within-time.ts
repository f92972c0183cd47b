import { AppError } from '../errors.ts'
import type { Clock } from '../ports.ts'

/**
 * Waits at most `ms` for `work`, whether it heeds its signal or not. Throws AppError `connection-failed` when the time
 * is over or `signal` aborts.
 */
export async function withinTime<Result>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])
  const end = clock.sleep(ms, either).then(() => {
    const why = signal.aborted ? 'It was ended before an answer came.' : `No answer came within ${ms / 1000} s.`
    throw new AppError('connection-failed', why, { retry: true })
  })
  try {
    return await Promise.race([work(either), end])
  } finally {
    over.abort()
  }
}
