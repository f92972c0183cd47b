import type { Clock } from '../../ports.ts'

/** A line that gives less over the whole of an answer hangs. A modem of 1990 gave ten times as much. */
const leastBytesPerSecond = 256

/** Long work with signs of life ("still here") may take this many times the silence that is allowed. */
const patience = 5

/** The code of the error for a server that says a little again and again, and so never falls silent. */
export const tooSlow = 'TOO_SLOW'

/** The code of the error for a server that sends far more than it was asked for. */
export const flooding = 'FLOODING'

/** What a person is told of a server that sends without end. */
export function floodingServer(server: string): string {
  return `${server} sends far more than it was asked for, so the connection was ended. It is tried again automatically.`
}

/** What a person is told of a server that is too slow. */
export function slowServer(server: string): string {
  return `${server} sends only a few bytes now and then, so the check was ended. It is tried again by itself.`
}

/** How long an answer of so many bytes may take in all, where `socketMs` is the longest silence. */
export function longestAnswerMs(socketMs: number, bytes: number): number {
  return socketMs * patience + (bytes / leastBytesPerSecond) * 1000
}

type Pace = {
  readonly socketMs: number
  /** Bytes that have come, since any beginning. */
  received(): number
  giveUp(): void
}

/** Calls `giveUp` once `work` has taken longer than the bytes that came for it allow. Never throws. */
export function watchPace(work: Promise<unknown>, clock: Clock, { socketMs, received, giveUp }: Pace): void {
  const ended = new AbortController()
  const startedAt = clock.now()
  const before = received()
  const leftMs = () => startedAt + longestAnswerMs(socketMs, received() - before) - clock.now()
  const watch = async () => {
    for (let left = leftMs(); left > 0; left = leftMs()) {
      await clock.sleep(left, ended.signal)
      if (ended.signal.aborted) return
    }
    giveUp()
  }
  const end = () => ended.abort()
  work.then(end, end)
  watch().catch(() => undefined)
}
