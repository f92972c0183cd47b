import { describe, expect, it } from 'vitest'
import { type Incoming, nothingFound } from '../../../../src-main/engine/intake/model.ts'
import { findTicket } from '../../../../src-main/engine/intake/steps/find-ticket.ts'
import type { Mail } from '../../../../src-main/engine/mail/model.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { fireTicket, incoming, printerTicket } from '../incoming.ts'

const desk = createFakeDeskView({
  tickets: [printerTicket, fireTicket],
  deleted: { 99: 'R-000099' },
  signed: { '<signed-12@desk>': 12, '<signed-99@desk>': 99 },
  references: { '<earlier@example.org>': 13, '<gone@example.org>': 99 },
})
const titled = (...groups: string[]): Partial<Mail> => ({
  subjectHits: { undesired: null, title: [{ pattern: '/x/', groups }] },
})
const run = (mail: Partial<Mail>, rest: Parameters<typeof incoming>[1] = {}) => {
  const subject: Incoming = incoming(mail, rest)
  return findTicket.run(subject, nothingFound, desk)
}

describe('the ticket that a mail answers', () => {
  it.each([
    ['our signed Message-ID', { references: ['<signed-12@desk>'] }, 12, 'signed-message-id'],
    ['the id of a mail that was processed', { references: ['<earlier@example.org>'] }, 13, 'reference'],
    ['its reference in the subject', titled('R-000012'), 12, 'title'],
    ['a bare number that the pattern caught', titled('[12]', '12'), 12, 'title'],
    [
      'the first of several ids that leads to a ticket',
      { references: ['<x@y>', '<earlier@example.org>'] },
      13,
      'reference',
    ],
  ] as const)('is found by %s', async (_name, mail, ticketId, route) => {
    expect(await run(mail)).toMatchObject({ outcome: 'found', findings: { related: { ticketId, route } } })
  })

  it('is found by the surest route first: reset, signed id, reference, title', async () => {
    const all = { references: ['<earlier@example.org>', '<signed-12@desk>'], ...titled('I-000003') }
    expect(await run(all)).toMatchObject({ findings: { related: { ticketId: 12, route: 'signed-message-id' } } })
    expect(await run(all, { intoTicketId: 13 })).toMatchObject({
      findings: { related: { ticketId: 13, route: 'reset' } },
    })
    const unsigned = { references: ['<earlier@example.org>'], ...titled('R-000012') }
    expect(await run(unsigned)).toMatchObject({ findings: { related: { ticketId: 13, route: 'reference' } } })
  })

  it('takes a bare number for a reference of the class of the inbox', async () => {
    expect(await run(titled('3'))).toMatchObject({ findings: { related: null } })
    const incidents = { config: { target_class: 'Incident' } } as const
    expect(await run(titled('3'), incidents)).toMatchObject({ findings: { related: { ticketId: 13 } } })
  })

  it('is not looked for among earlier mails where replies are not aggregated; a signed id still counts', async () => {
    const settings = { aggregate_replies: false }
    expect((await run({ references: ['<earlier@example.org>'] }, { settings })).outcome).toBe('passed')
    expect((await run({ references: ['<signed-12@desk>'] }, { settings })).outcome).toBe('found')
  })

  it.each(['<signed-99@desk>', '<gone@example.org>'])('may be deleted: %s leads to its old reference', async id => {
    expect(await run({ references: [id] })).toMatchObject({
      outcome: 'passed',
      reason: 'It answers R-000099, which was deleted.',
      findings: { related: null, deletedRef: 'R-000099' },
    })
  })

  it('is none for ids and numbers that nobody knows', async () => {
    expect(await run({ references: ['<forged@desk>'], ...titled('R-999999') })).toMatchObject({
      outcome: 'passed',
      findings: { related: null, deletedRef: null },
    })
  })
})
