import { describe, expect, it } from 'vitest'
import { nothingFound } from '../../../../src-main/engine/intake/model.ts'
import { ownMail } from '../../../../src-main/engine/intake/steps/own-mail.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { incoming } from '../incoming.ts'

const desk = createFakeDeskView({ signed: { '<ours@desk>': 12 } })
const run = (messageId: string | null) => ownMail.run(incoming({ messageId }), nothingFound, desk)

describe('our own mail', () => {
  it('is ignored when it comes back, named by the Message-ID that only this desk can sign', async () => {
    expect(await run('<ours@desk>')).toMatchObject({
      outcome: 'stopped',
      evidence: 'Message-ID <ours@desk>',
      verdict: { kind: 'ignore', code: 'own-mail' },
    })
  })

  it.each(['<theirs@example.org>', null])('is not what carries the id %s', async messageId => {
    expect((await run(messageId)).outcome).toBe('passed')
  })

  it('is not an answer to it', async () => {
    const answer = incoming({ messageId: '<answer@example.org>', references: ['<ours@desk>'] })
    expect((await ownMail.run(answer, nothingFound, desk)).outcome).toBe('passed')
  })
})
