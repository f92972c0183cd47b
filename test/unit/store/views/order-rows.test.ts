import { describe, expect, it } from 'vitest'
import { orderByKey, orderLike } from '../../../../src-main/engine/store/views/order-rows.ts'
import { createRandom } from '../../../fixtures/seeded-random.ts'

const rows = (...ids: readonly number[]) => new Uint32Array(ids)

describe('rows by a key', () => {
  it.each<[string, readonly number[], readonly number[], boolean, readonly number[]]>([
    ['nothing', [], [], false, []],
    ['up', [1, 2, 3], [30, 10, 20], false, [2, 3, 1]],
    ['down', [1, 2, 3], [30, 10, 20], true, [1, 3, 2]],
    ['equals as they were, up', [9, 8, 7], [5, 5, 5], false, [9, 8, 7]],
    ['equals as they were, down', [9, 8, 7], [5, 5, 5], true, [9, 8, 7]],
    ['keys of more than 16 bits', [1, 2, 3, 4], [70_000, 65_536, 65_535, 4_294_967_295], false, [3, 2, 1, 4]],
    ['keys beyond 32 bits as the highest', [1, 2, 3], [2 ** 40, 2 ** 33, 7], false, [3, 1, 2]],
    ['keys beyond 32 bits as the highest, down', [1, 2, 3], [7, 2 ** 40, 2 ** 33], true, [2, 3, 1]],
  ])('%s', (_, ids, keys, descending, wanted) => {
    expect([...orderByKey(rows(...ids), keys, descending)]).toEqual(wanted)
  })

  it('come out as a stable comparison would put them', () => {
    const random = createRandom(3)
    const ids = Array.from({ length: 5000 }, (_, place) => place + 1)
    const keys = ids.map(() => random.spread(1, 4_000_000_000))
    const keyOf = (id: number) => keys[id - 1] ?? 0
    const up = ids.toSorted((a, b) => keyOf(a) - keyOf(b))
    expect([...orderByKey(rows(...ids), keys, false)]).toEqual(up)
    const down = ids.toSorted((a, b) => keyOf(b) - keyOf(a))
    expect([...orderByKey(rows(...ids), keys, true)]).toEqual(down)
  })
})

describe('rows in an order that is given', () => {
  it.each<[string, readonly number[], readonly number[], readonly number[]]>([
    ['leave out what they do not have', [1, 2, 3], [9, 3, 8, 1, 2], [3, 1, 2]],
    ['that it does not name come last, as they were', [5, 1, 4, 2], [2, 9], [2, 5, 1, 4]],
    ['of nothing stay as they were', [5, 1, 4], [], [5, 1, 4]],
    ['that are none stay none', [], [1, 2], []],
  ])('%s', (_, ids, order, wanted) => {
    expect([...orderLike(rows(...ids), order)]).toEqual(wanted)
  })
})
