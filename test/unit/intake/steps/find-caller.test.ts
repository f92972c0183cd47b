import { describe, expect, it } from 'vitest'
import { nothingFound } from '../../../../src-main/engine/intake/model.ts'
import { findCaller } from '../../../../src-main/engine/intake/steps/find-caller.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { ada, incoming } from '../incoming.ts'

const desk = createFakeDeskView({ callers: [ada] })
const run = (address: string | null) =>
  findCaller.run(incoming({ from: address === null ? null : { name: '', address } }), nothingFound, desk)

describe('the caller', () => {
  it('is the person who has the address', async () => {
    expect(await run('Ada@Example.org')).toMatchObject({
      outcome: 'found',
      reason: 'The caller is Ada Byron.',
      findings: { caller: { personId: 7 } },
    })
  })

  it('may be nobody: that stops nothing yet', async () => {
    expect(await run('eve@example.org')).toMatchObject({ outcome: 'passed', findings: { caller: null } })
  })

  it.each([null, ''])('cannot be found without a sender address (%s)', async address => {
    expect(await run(address)).toMatchObject({ outcome: 'stopped', verdict: { kind: 'reject', code: 'no-sender' } })
  })
})
