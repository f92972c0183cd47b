import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../../ports.ts'

/** Lets work that is asked for again and again take only a small part of the time. */
export interface Pace<Result> {
  /** Whoever asks for the same before it has begun gets the same answer, and everybody one that is not of before. */
  run(name: string, work: () => Promise<Result>): Promise<Result>
}

/** A tenth of the time: what took 20 ms is not begun again within 200 ms. */
const REST = 10
const LONGEST_REST_MS = 500

export function createPace<Result>(clock: Clock): Pace<Result> {
  const waiting = new Map<string, Promise<Result>>()
  let restUntil = 0

  async function begin(name: string, work: () => Promise<Result>): Promise<Result> {
    await nextTurn()
    const restMs = restUntil - clock.now()
    if (restMs > 0) await clock.sleep(restMs)
    waiting.delete(name)
    const startedAt = clock.now()
    try {
      return await work()
    } finally {
      const endedAt = clock.now()
      restUntil = endedAt + Math.min((endedAt - startedAt) * REST, LONGEST_REST_MS)
    }
  }

  return {
    run(name, work) {
      const turn = waiting.get(name) ?? begin(name, work)
      waiting.set(name, turn)
      return turn
    },
  }
}
