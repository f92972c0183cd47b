import { describe, expect, it } from 'vitest'
import { decide } from '../../../src-main/engine/intake/decide.ts'
import type { DeskRoom } from '../../../src-main/engine/intake/desk-room.ts'
import type { Step } from '../../../src-main/engine/intake/model.ts'
import { createFakeDeskView } from '../../fakes/fake-desk-view.ts'
import { ada, incoming } from './incoming.ts'

/** These steps end in refusals: nothing is composed, so nothing is read from tables. */
const desk: DeskRoom = { ...createFakeDeskView(), reads: {} as DeskRoom['reads'] }
const finds: Step = {
  name: 'finds',
  purpose: '',
  run: async () => ({ outcome: 'found', reason: 'Here.', evidence: 'e'.repeat(900), findings: { caller: ada } }),
}
const refuses: Step = {
  name: 'refuses',
  purpose: '',
  run: async (_incoming, soFar) => ({
    outcome: 'stopped',
    reason: `No, ${soFar.caller?.name}.`,
    verdict: { kind: 'reject', code: 'unknown-caller' },
  }),
}
const neverAsked: Step = {
  name: 'never-asked',
  purpose: '',
  run: async () => {
    throw new Error('asked')
  },
}

describe('deciding', () => {
  it('hands on what was found, ends with the first step that stops, and tells the story of all that were asked', async () => {
    const decided = await decide(incoming(), desk, [finds, refuses, neverAsked])
    expect(decided.decision).toEqual({ kind: 'reject', code: 'unknown-caller', because: 'No, Ada Byron.' })
    expect(decided.findings.caller).toEqual(ada)
    expect(decided.trace.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(['finds found', 'refuses stopped'])
  })

  it('keeps evidence short in the trace', async () => {
    const { trace } = await decide(incoming(), desk, [finds, refuses])
    expect(trace[0]?.evidence).toHaveLength(500)
  })

  it('is our bug when no step stops', async () => {
    await expect(decide(incoming(), desk, [finds])).rejects.toThrow('must stop')
  })
})
