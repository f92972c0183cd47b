import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../../src-main/engine/ports.ts'
import { manualClock } from '../../protocol/manual-clock.ts'

/** The rest of the clock that looks for what is due, and the moment in which news are gathered, as the desk has them. */
const TICK_MS = 1000
const GATHER_MS = 250
/** Looks in a row at which nothing moves. */
const CALM_LOOKS = 4

/**
 * The time of a whole machine: the desk, the provider and `Date.now` go by it, and it goes on only by `pass`. Whoever
 * starts it gives `Date.now` back.
 */
export type DayClock = Clock & {
  /** Lets time pass, then everything that follows from it come to rest. */
  pass(ms: number): Promise<void>
  /** Waits, in real time, until the desk has heard of new mail and gathers it. */
  hasHeard(): Promise<boolean>
  /** Until the work is over, which may wait for time to pass. */
  passUntil(work: Promise<unknown>): Promise<void>
}

export function startDayClock(startedAt: number, isAtRest: () => boolean): DayClock {
  const manual = manualClock(startedAt)
  let restingTicks = 0
  Date.now = manual.now

  async function rest(): Promise<void> {
    for (let calm = 0, looks = 0; calm < CALM_LOOKS; looks++) {
      if (looks > 30_000) throw new Error('The desk does not come to rest.')
      await (looks < 50 ? new Promise(resolve => setImmediate(resolve)) : pause(2))
      calm = restingTicks > 0 && isAtRest() ? calm + 1 : 0
    }
  }
  const gathers = () => manual.sleeping().some(ms => ms <= GATHER_MS)

  return {
    now: manual.now,
    async sleep(ms, signal) {
      const isTick = ms === TICK_MS
      if (isTick) restingTicks += 1
      await manual.sleep(ms, signal)
      if (isTick) restingTicks -= 1
    },
    async pass(ms) {
      manual.advance(ms)
      await rest()
      while (gathers()) {
        manual.advance(GATHER_MS)
        await rest()
      }
    },
    async hasHeard() {
      for (let look = 0; look < 2_000; look++) {
        if (gathers()) return true
        await pause(5)
      }
      return false
    },
    async passUntil(work) {
      let isOver = false
      const over = work.finally(() => {
        isOver = true
      })
      while (!isOver) {
        manual.advance(500)
        await pause(5)
      }
      await over
    },
  }
}
