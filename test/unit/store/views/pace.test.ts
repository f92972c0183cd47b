import { describe, expect, it, vi } from 'vitest'
import { createPace } from '../../../../src-main/engine/store/views/pace.ts'

/** A clock that stands still until the test says so. */
function heldClock() {
  const sleeping: (() => void)[] = []
  const slept: number[] = []
  let now = 1000
  return {
    slept,
    wake() {
      for (const wake of sleeping.splice(0)) wake()
    },
    now: () => now,
    sleep: (ms: number) => {
      slept.push(ms)
      return new Promise<void>(resolve => sleeping.push(resolve))
    },
    /** Work that takes this long. */
    busy: (ms: number) => async () => {
      now += ms
      return ms
    },
  }
}

describe('work that is asked for again and again', () => {
  it('begins at once the first time', async () => {
    const clock = heldClock()
    expect(await createPace<number>(clock).run('a', async () => 7)).toBe(7)
    expect(clock.slept).toEqual([])
  })

  it.each([
    [20, 200],
    [49, 490],
    [300, 500],
  ])('then rests ten times as long as it took, and half a second at most (%i ms: %i)', async (tookMs, restMs) => {
    const clock = heldClock()
    const pace = createPace<number>(clock)
    await pace.run('a', clock.busy(tookMs))
    const second = pace.run('b', clock.busy(1))
    await vi.waitFor(() => expect(clock.slept).toEqual([restMs]))
    clock.wake()
    expect(await second).toBe(1)
  })

  it('is done once for all who ask before it begins, and anew for those who ask later', async () => {
    const pace = createPace<number>(heldClock())
    let runs = 0
    const work = async () => {
      runs += 1
      return runs
    }
    expect(await Promise.all([pace.run('a', work), pace.run('a', work)])).toEqual([1, 1])
    expect(await createPace<number>(heldClock()).run('a', work)).toBe(2)
  })

  it('may fail without holding up the next one', async () => {
    const clock = { now: () => 0, sleep: async () => undefined }
    const pace = createPace<number>(clock)
    await expect(pace.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await pace.run('a', async () => 3)).toBe(3)
  })
})
