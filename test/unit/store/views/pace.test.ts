import { describe, expect, it, vi } from 'vitest'
import { createPace } from '../../../../src-main/engine/store/views/pace.ts'

/** A clock whose sleep ends when the test says so. */
function heldClock() {
  const sleeping: (() => void)[] = []
  const slept: number[] = []
  return {
    slept,
    wake() {
      for (const wake of sleeping.splice(0)) wake()
    },
    now: () => 0,
    sleep: (ms: number) => {
      slept.push(ms)
      return new Promise<void>(resolve => sleeping.push(resolve))
    },
  }
}

const busy = async () => {
  const until = performance.now() + 5
  while (performance.now() < until);
  return 1
}

describe('work that is asked for again and again', () => {
  it('begins at once the first time', async () => {
    const clock = heldClock()
    expect(await createPace<number>(clock).run('a', async () => 7)).toBe(7)
    expect(clock.slept).toEqual([])
  })

  it('then rests ten times as long as it took, and half a second at most', async () => {
    const clock = heldClock()
    const pace = createPace<number>(clock)
    await pace.run('a', busy)
    const second = pace.run('a', busy)
    await vi.waitFor(() => expect(clock.slept).toHaveLength(1))
    expect(clock.slept[0]).toBeGreaterThan(30)
    expect(clock.slept[0]).toBeLessThanOrEqual(500)
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
