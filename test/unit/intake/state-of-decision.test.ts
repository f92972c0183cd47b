import { expect, it } from 'vitest'
import { stateOfDecision } from '../../../src-main/engine/intake/state-of-decision.ts'

it.each([
  ['create', 'processed'],
  ['update', 'processed'],
  ['duplicate', 'processed'],
  ['reject', 'error'],
  ['undesired', 'undesired'],
  ['ignore', 'ignored'],
] as const)('a message that was decided as %s is %s', (kind, state) => {
  expect(stateOfDecision({ kind })).toBe(state)
})
