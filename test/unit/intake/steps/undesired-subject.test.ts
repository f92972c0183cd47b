import { describe, expect, it } from 'vitest'
import { nothingFound } from '../../../../src-main/engine/intake/model.ts'
import { undesiredSubject } from '../../../../src-main/engine/intake/steps/undesired-subject.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { incoming } from '../incoming.ts'

const hit = { pattern: '/^Out Of Office/i', groups: ['Out of office'] }
const run = (undesired: typeof hit | null, passOver: 'undesired-subject' | 'auto-reply' | null = null) =>
  undesiredSubject.run(
    incoming({ subjectHits: { undesired, title: [] } }, { passOver }),
    nothingFound,
    createFakeDeskView(),
  )

describe('an undesired subject', () => {
  it('ends the way and says which pattern matched what', async () => {
    expect(await run(hit)).toMatchObject({
      outcome: 'stopped',
      evidence: '/^Out Of Office/i matched “Out of office”',
      verdict: { kind: 'undesired', code: 'undesired-subject' },
    })
  })

  it('passes when no pattern hit, and when a person passed over this rule and no other', async () => {
    expect((await run(null)).outcome).toBe('passed')
    expect((await run(hit, 'undesired-subject')).outcome).toBe('found')
    expect((await run(hit, 'auto-reply')).outcome).toBe('stopped')
  })
})
