import { expect, it } from 'vitest'
import { priorityFor } from '../../../../src-main/engine/desk/classes/priorities.ts'

it.each([
  ['1', ['1', '1', '2', '4']],
  ['2', ['1', '2', '3', '4']],
  ['3', ['2', '3', '3', '4']],
])('impact %s gives the priorities %j for the urgencies 1 to 4', (impact, expected) => {
  expect(['1', '2', '3', '4'].map(urgency => priorityFor(impact, urgency))).toEqual(expected)
})

it('gives the lowest priority to what it does not know', () => {
  expect(priorityFor('', '')).toBe('4')
  expect(priorityFor('constructor', 'name')).toBe('4')
})
