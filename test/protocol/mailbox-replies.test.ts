import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintMessageId, threadReference } from '../../src-main/engine/desk/message-ids.ts'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import type { MailInput } from '../fixtures/mail-builder.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, mailOf, openMailboxDesk, traceOf } from './mailbox-desk.ts'

let dovecot: Dovecot
let desk: MailboxDesk
let inboxId: string
let ticket: TicketDetail

beforeAll(async () => {
  dovecot = await startDovecot()
  desk = await openMailboxDesk(dovecot)
  inboxId = (await desk.addInbox('ada')).id
  const opening = { messageId: '<opening@example.org>', subject: 'The lift is stuck' }
  const others = [1, 2, 3].map(n => mailOf({ messageId: `<other-${n}@example.org>`, subject: `Other ${n}` }))
  await desk.deliver('ada', [mailOf(opening), ...others])
  await desk.poll(inboxId)
  const found = (await desk.tickets()).find(candidate => candidate.title === 'The lift is stuck')
  if (!found) throw new Error('The first mail opened no ticket')
  ticket = found
})
afterAll(async () => {
  await desk?.close()
  await dovecot?.stop()
})

let answers = 0
/** Sends one more mail with a text of its own; what became of it. */
async function send(mail: Partial<MailInput>) {
  answers += 1
  const subject = 'About the lift'
  const text = `Answer number ${answers}.\n`
  await desk.deliver('ada', [mailOf({ subject, text, messageId: `<answer-${answers}@example.org>`, ...mail })])
  await desk.poll(inboxId)
  const message = (await desk.messages(inboxId)).at(-1)
  const changed = await desk.ask('tickets.get', { id: message?.ticketId ?? '' })
  const texts = changed.entries.map(entry => entry.text.trim())
  return { kind: message?.decisionKind, ticketId: changed.id, texts, text: text.trim(), message }
}

const signed = (ticketId: number, key = desk.engine.messageIdKey) =>
  mintMessageId({ ...key, ticketClass: 'UserRequest', ticketId, random: `mail ${answers}` })

describe('a reply finds its ticket', () => {
  it('by the Message-ID that we signed, in In-Reply-To or References', async () => {
    for (const field of ['inReplyTo', 'references'] as const) {
      const id = signed(Number(ticket.id))
      const { kind, ticketId, texts, text, message } = await send({ [field]: id })
      expect({ kind, ticketId }).toEqual({ kind: 'update', ticketId: ticket.id })
      expect(texts).toContain(text)
      expect(traceOf(message, 'find-ticket')).toContain(id)
    }
  })

  it('by the thread id that stands in the References of every mail of a ticket', async () => {
    const thread = threadReference({
      ...desk.engine.messageIdKey,
      ticketClass: 'UserRequest',
      ticketId: Number(ticket.id),
    })
    expect(await send({ references: ['<unknown@example.org>', thread] })).toMatchObject({
      kind: 'update',
      ticketId: ticket.id,
    })
  })

  it('by a reference to the mail that opened it, or to a mail that went into it', async () => {
    expect(
      await send({ references: ['<opening@example.org>', '<unseen@example.org>'], messageId: '<second@example.org>' }),
    ).toMatchObject({
      kind: 'update',
      ticketId: ticket.id,
    })
    const third = await send({ inReplyTo: '<second@example.org>' })
    expect(third).toMatchObject({ kind: 'update', ticketId: ticket.id })
    expect(traceOf(third.message, 'find-ticket')).toContain('<second@example.org>')
  })

  it('by the reference in its subject', async () => {
    const reply = await send({ subject: `Re: [${ticket.ref}] The lift is stuck` })
    expect(reply).toMatchObject({ kind: 'update', ticketId: ticket.id })
    expect(traceOf(reply.message, 'find-ticket')).toContain(ticket.ref)
  })
})

describe('a forged id finds nothing', () => {
  /** The local part is class.ticket.random.signature. */
  const withTicket = (id: string, ticketId: number) => {
    const parts = id.split('.')
    parts[1] = ticketId.toString(36)
    return parts.join('.')
  }
  const otherKey = { deskId: '', key: 'f'.repeat(64) }

  it.each<[string, () => string]>([
    [
      'the id of another ticket with the name of this one',
      () => withTicket(signed(Number(ticket.id) + 1), Number(ticket.id)),
    ],
    [
      'an id that another key signed',
      () => signed(Number(ticket.id), { ...otherKey, deskId: desk.engine.messageIdKey.deskId }),
    ],
    ['an id of another desk', () => signed(Number(ticket.id), { ...desk.engine.messageIdKey, deskId: 'elsewhere' })],
    ['an id that was cut', () => signed(Number(ticket.id)).replace(/.@/, '@')],
    ['an id without its signature', () => signed(Number(ticket.id)).replace(/\.[a-z2-7]+@/, '@')],
  ])('%s', async (_name, forge) => {
    const forged = forge()
    expect(forged).not.toBe(signed(Number(ticket.id)))
    const { kind, ticketId, message } = await send({ inReplyTo: forged, references: forged })
    expect(kind).toBe('create')
    expect(ticketId).not.toBe(ticket.id)
    expect(traceOf(message, 'find-ticket')).toMatch(/^passed/)
  })

  it('while the true one does', async () => {
    expect(await send({ inReplyTo: signed(Number(ticket.id)) })).toMatchObject({ kind: 'update', ticketId: ticket.id })
  })
})

describe('one batch', () => {
  it('may hold a mail, its reply and a second mail of the same new sender: one conversation, one person', async () => {
    const from = { name: 'Grace Hopper', address: 'grace@example.net' }
    const { id } = await desk.addInbox('grace')
    await desk.deliver('grace', [
      mailOf({ from, subject: 'A moth in the relay', messageId: '<moth@example.net>' }),
      mailOf({
        from,
        subject: 'Re: A moth in the relay',
        messageId: '<moth-2@example.net>',
        inReplyTo: '<moth@example.net>',
        text: 'It is gone.\n',
      }),
      mailOf({
        from: { ...from, address: 'Grace@Example.NET' },
        subject: 'The tape is torn',
        messageId: '<tape@example.net>',
      }),
    ])
    expect(await desk.poll(id)).toMatchObject({ new: 3, created: 2, updated: 1, error: 0 })
    const tickets = (await desk.tickets()).filter(({ callerAddress }) => callerAddress.toLowerCase() === from.address)
    expect(tickets.map(({ title, entries }) => [title, entries.map(entry => entry.text.trim())])).toEqual([
      ['A moth in the relay', ['It is gone.']],
      ['The tape is torn', []],
    ])
    const { rows } = await desk.ask('persons.list', { search: 'Hopper' })
    expect(rows).toMatchObject([{ firstName: 'Grace', name: 'Hopper', addresses: [from.address] }])
  })
})
