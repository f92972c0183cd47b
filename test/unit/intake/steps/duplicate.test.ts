import { describe, expect, it } from 'vitest'
import { nothingFound } from '../../../../src-main/engine/intake/model.ts'
import { duplicate } from '../../../../src-main/engine/intake/steps/duplicate.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { incoming } from '../incoming.ts'

const desk = createFakeDeskView({
  processed: {
    '<one@example.org>': [
      { rowId: 3, fingerprint: 'other', ticketId: 11 },
      { rowId: 4, fingerprint: 'same', ticketId: 12 },
    ],
  },
})
const run = (
  mail: { messageId: string | null; fingerprint: string },
  rest: { rowId?: number; intoTicketId?: number } = {},
) => duplicate.run(incoming(mail, { rowId: 9, ...rest }), nothingFound, desk)

describe('a duplicate', () => {
  it('has the Message-ID and the content of a mail that was processed, and goes where that one went', async () => {
    expect(await run({ messageId: '<one@example.org>', fingerprint: 'same' })).toMatchObject({
      outcome: 'stopped',
      verdict: { kind: 'duplicate', ofRowId: 4, ticketId: 12 },
    })
  })

  it('is no mail that only shares the Message-ID: both count, and the trace says so', async () => {
    expect(await run({ messageId: '<one@example.org>', fingerprint: 'new' })).toMatchObject({
      outcome: 'found',
      evidence: 'Message-ID <one@example.org>',
    })
  })

  it.each([
    ['another Message-ID', { messageId: '<two@example.org>', fingerprint: 'same' }, {}, /^No mail with this/],
    ['no Message-ID', { messageId: null, fingerprint: 'same' }, {}, /^Without a Message-ID/],
    [
      'a message that a person reset',
      { messageId: '<one@example.org>', fingerprint: 'same' },
      { intoTicketId: 12 },
      /^A person reset/,
    ],
  ])('is not %s', async (_name, mail, rest, reason) => {
    expect(await run(mail, rest)).toMatchObject({ outcome: 'passed', reason: expect.stringMatching(reason) })
  })

  it('is not the message itself, decided a second time', async () => {
    expect((await run({ messageId: '<one@example.org>', fingerprint: 'same' }, { rowId: 4 })).outcome).toBe('found')
  })
})
