import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PollResult } from '../../src-preload/contract/entities/inbox.ts'
import type { MessageDetail } from '../../src-preload/contract/entities/message.ts'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import { type ExpectedMail, expectedTickets, makeMixedMails } from '../fixtures/mixed-mails.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, openMailboxDesk } from './mailbox-desk.ts'

const COUNT = 200
const mails = makeMixedMails({
  count: COUNT,
  seed: 11,
  inbox: 'helpdesk@desk.example.org',
  refOf: (_index, opened) => `R-${String(opened + 1).padStart(6, '0')}`,
})
const expected = mails.map(mail => mail.expect)
const howMany = (kind: ExpectedMail['kind']) => expected.filter(mail => mail.kind === kind).length
/** Mail programs fill lines anew. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ')
const fetchesBody = /BODY(\.PEEK)?\[|RFC822(?!\.SIZE)/i

let dovecot: Dovecot
let desk: MailboxDesk
let inboxId: string
let first: PollResult
let spokenAtFirst: string
let tickets: readonly TicketDetail[]
let messages: readonly MessageDetail[]

beforeAll(async () => {
  dovecot = await startDovecot()
  desk = await openMailboxDesk(dovecot)
  inboxId = (await desk.addInbox('ada')).id
  for (const { raw, expect: mail } of mails) {
    await dovecot.deliver('ada', 'INBOX', [raw], { receivedAt: mail.receivedAt })
  }
  first = await desk.poll(inboxId)
  spokenAtFirst = desk.recorder.clientText()
  tickets = await desk.tickets()
  messages = await desk.messages(inboxId)
})
afterAll(async () => {
  await desk?.close()
  await dovecot?.stop()
})

/** The ticket that a mail of the answer list went to. */
const ticketOf = ({ thread }: ExpectedMail) =>
  tickets[expectedTickets(mails).findIndex(ticket => ticket.thread === thread)]

describe(`${COUNT} mails of mixed kinds on a real server over TLS`, () => {
  it('are counted as what they are', () => {
    expect(first).toMatchObject({
      seen: COUNT,
      new: COUNT,
      created: howMany('create'),
      updated: howMany('update'),
      processed: howMany('create') + howMany('update') + howMany('duplicate'),
      undesired: howMany('undesired'),
      error: 0,
      ignored: 0,
      held: 0,
      skipped: 0,
      failure: null,
    })
    for (const kind of ['create', 'update', 'duplicate', 'undesired'] as const) expect(howMany(kind)).toBeGreaterThan(5)
  })

  it('become these tickets: title, caller, entries and every attachment', () => {
    const found = tickets.map(ticket => ({
      title: ticket.title,
      callerAddress: ticket.callerAddress,
      entries: ticket.entries.length,
      attachments: ticket.attachments.map(attachment => attachment.sha256).sort(),
    }))
    const answers = expectedTickets(mails).map(({ thread: _, title, ...rest }) => ({
      title: title === '' ? 'No subject' : title,
      ...rest,
    }))
    expect(found).toEqual(answers)
    expect(tickets.filter(ticket => /[^\x20-\x7e]/.test(ticket.title)).length).toBeGreaterThan(10)
  })

  it('each end in the row of the message as the answer list says', () => {
    const kinds = messages.map(message => ({ kind: message.decisionKind, receivedAt: message.receivedAt }))
    expect(kinds).toEqual(expected.map(({ kind, receivedAt }) => ({ kind, receivedAt })))
    for (const [index, mail] of expected.entries()) {
      if (mail.kind === 'undesired') expect(messages[index]?.ticketId).toBeNull()
      else expect(messages[index]?.ticketId, `mail ${index}, a ${mail.kind}`).toBe(ticketOf(mail)?.id)
    }
  })

  it('say in ticket and entry what is new, and keep the quotation apart', () => {
    for (const [index, mail] of expected.entries()) {
      if (!mail.newText) continue
      const ticket = ticketOf(mail)
      const entry = ticket?.entries.find(candidate => candidate.messageId === messages[index]?.id)
      const text = mail.kind === 'create' ? ticket?.descriptionText : entry?.text
      expect(oneLine(text ?? ''), `mail ${index}`).toContain(mail.newText)
      if (!mail.quotedText) continue
      expect(oneLine(entry?.text ?? ''), `mail ${index}`).not.toContain(mail.quotedText)
      expect(oneLine(entry?.cutText ?? ''), `mail ${index}`).toContain(mail.quotedText)
    }
  })

  it('keep their attachments byte for byte', async () => {
    const kept = tickets.flatMap(ticket => ticket.attachments).filter(attachment => attachment.kept)
    expect(kept.length).toBeGreaterThan(40)
    for (const { id, sha256, sizeBytes } of kept) {
      const { base64 } = await desk.ask('attachments.read', { id })
      const bytes = Buffer.from(base64, 'base64')
      expect(bytes.length).toBe(sizeBytes)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
  })

  it('make one person of each new sender', async () => {
    const callers = new Set(expected.filter(mail => mail.kind === 'create').map(mail => mail.fromAddress))
    const { total, rows } = await desk.ask('persons.list', { limit: 1000 })
    expect(total).toBe(callers.size)
    expect(rows.flatMap(person => person.addresses).toSorted()).toEqual([...callers].toSorted())
  })

  it('lie in the store as they came, and on the server as before', async () => {
    for (const [index, { raw }] of mails.entries()) {
      const { base64 } = await desk.ask('messages.raw', { id: messages[index]?.id ?? '' })
      expect(Buffer.from(base64, 'base64').equals(raw), `mail ${index}`).toBe(true)
    }
    expect(await dovecot.messageCount('ada', 'INBOX')).toBe(COUNT)
    expect(await dovecot.doveadm(['search', '-u', 'ada', 'mailbox', 'INBOX', 'SEEN'])).toBe('')
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })

  it('are not fetched a second time: the next check asks for no body and costs less than 20 KB', async () => {
    // That the pattern would see a fetch is shown by the first check.
    expect(spokenAtFirst).toMatch(fetchesBody)
    desk.recorder.clear()
    const second = await desk.poll(inboxId)
    expect(second).toMatchObject({ seen: COUNT, new: 0, processed: 0, created: 0, skipped: COUNT, failure: null })
    expect(desk.recorder.clientText()).toMatch(/SELECT|EXAMINE/i)
    expect(desk.recorder.clientText()).not.toMatch(fetchesBody)
    expect(desk.recorder.bytes()).toBeLessThan(20_000)
    expect(await desk.tickets()).toEqual(tickets)
  })
})
