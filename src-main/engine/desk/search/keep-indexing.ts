import { describeError } from '../../errors.ts'
import type { Clock, Log } from '../../ports.ts'
import type { DeskStore } from '../../store/open.ts'
import { indexQueued } from './index-tickets.ts'

const TICK_MS = 500
/** Documents of one turn: short enough that nobody waits for it. */
const PER_TURN = 20

/** Keeps the full-text index at most two seconds behind, a few tickets a turn, until it is stopped. */
export function keepIndexing(store: DeskStore, clock: Clock, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      let indexed = 0
      try {
        indexed = await indexQueued(store, PER_TURN)
      } catch (error) {
        log.error('index.failed', { error: describeError(error) })
      }
      await clock.sleep(indexed < PER_TURN ? TICK_MS : 5, stopping.signal)
    }
    while ((await indexQueued(store, 200)) > 0);
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
