import { describe, expect, it } from 'vitest'
import { compareRows } from '../../../../src-main/engine/store/views/compare-rows.ts'
import { rowSet } from '../../../../src-main/engine/store/views/row-set.ts'

describe('a set of rows', () => {
  it('has what was put in, and nothing else', () => {
    const set = rowSet([1, 31, 32, 33, 64, 100_000])
    const members = [0, 1, 2, 30, 31, 32, 33, 63, 64, 65, 99_999, 100_000, 100_001, 2 ** 31].filter(id => set.has(id))
    expect(members).toEqual([1, 31, 32, 33, 64, 100_000])
  })

  it('may be empty', () => {
    expect(rowSet([]).has(1)).toBe(false)
  })
})

describe('two lists of rows', () => {
  it.each<[readonly number[], readonly number[], number, number]>([
    [[], [], 0, 0],
    [[1, 2, 3], [3, 2, 1], 0, 0],
    [[1, 2, 3], [2, 3, 4, 5], 2, 1],
    [[], [7], 1, 0],
    [[7], [], 0, 1],
  ])('%j and then %j: %i arrived, %i left', (before, now, arrived, left) => {
    expect(compareRows(before, now)).toEqual({ arrived, left })
  })
})
