import { expect, it } from 'vitest'
import { createAwakening } from '../../../src-main/engine/poll/awakening.ts'
import { manualClock } from '../../protocol/manual-clock.ts'

/** Rests of a second each; gives the rests after which the machine had come back. */
function run(rests: readonly { readonly addresses?: string; readonly lateMs?: number }[], start = '192.0.2.7') {
  const clock = manualClock()
  let addresses = start
  const hasComeBack = createAwakening(clock, { addresses: () => addresses })
  return rests.flatMap((rest, index) => {
    const restedAt = clock.now()
    addresses = rest.addresses ?? addresses
    clock.advance(1000 + (rest.lateMs ?? 0))
    return hasComeBack(restedAt, 1000) ? [index] : []
  })
}
const quiet = (times: number) => Array.from({ length: times }, () => ({}))

it('a tick that comes a minute late or early tells of a sleep, once', () => {
  expect(run([{}, { lateMs: 61_000 }, {}, { lateMs: 59_000 }, { lateMs: -62_000 }, {}])).toEqual([1, 4])
})

it('a network that comes back is used once it has settled; its loss, and one that stays, tell nothing', () => {
  expect(run([{ addresses: '' }, ...quiet(9), { addresses: '192.0.2.7' }, ...quiet(9)])).toEqual([13])
})

it('another network counts, and one that flickers counts from its last change', () => {
  expect(run([{ addresses: '198.51.100.1' }, {}, { addresses: '192.0.2.7' }, ...quiet(6)])).toEqual([5])
  expect(run([{ addresses: '192.0.2.9' }, {}, { addresses: '' }, ...quiet(6)])).toEqual([])
})

it('a host that cannot tell of networks tells of sleeps all the same', () => {
  const clock = manualClock()
  const hasComeBack = createAwakening(clock, undefined)
  clock.advance(3_600_000)
  expect(hasComeBack(clock.now() - 3_600_000, 1000)).toBe(true)
})
