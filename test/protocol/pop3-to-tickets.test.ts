import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, mailOf, openMailboxDesk } from './mailbox-desk.ts'

let dovecot: Dovecot
let desk: MailboxDesk

beforeAll(async () => {
  dovecot = await startDovecot()
  desk = await openMailboxDesk(dovecot, 'pop3')
})
afterAll(async () => {
  await desk?.close()
  await dovecot?.stop()
})

const mailsOf = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    mailOf({ subject: `${name} ${n}`, messageId: `<${name}-${n}@example.org>`, text: `${name} ${n}\n` }),
  )

/** ISO 8859-1, 8 bits as they are, with lines that begin with dots. */
const latin = Buffer.from(
  [
    'Message-ID: <latin@example.org>',
    'From: Ada Byron <ada@example.org>',
    'To: helpdesk@desk.example.org',
    'Subject: 8 bits',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Gr\u00fc\u00dfe aus K\u00f6ln',
    '.',
    '..dotted',
    '',
  ].join('\r\n'),
  'latin1',
)

describe('a mailbox over POP3', () => {
  it('becomes tickets, and the next check fetches no mail', async () => {
    const { id } = await desk.addInbox('carl', { email_storage: 'keep', remove_when_ticket_closes: false })
    await desk.deliver('carl', [...mailsOf('Lamp', 5), latin])
    expect(await desk.poll(id)).toMatchObject({ seen: 6, new: 6, created: 6, failure: null })
    expect(desk.recorder.clientText().match(/RETR/g)).toHaveLength(6)

    desk.recorder.clear()
    expect(await desk.poll(id)).toMatchObject({ seen: 6, new: 0, skipped: 6, failure: null })
    expect(desk.recorder.clientText()).toMatch(/UIDL/)
    expect(desk.recorder.clientText()).not.toMatch(/RETR|TOP|DELE/)
    expect(await dovecot.messageCount('carl', 'INBOX')).toBe(6)

    await desk.deliver('carl', mailsOf('Chair', 1))
    desk.recorder.clear()
    expect(await desk.poll(id)).toMatchObject({ seen: 7, new: 1, created: 1, failure: null })
    expect(desk.recorder.clientText().match(/RETR/g)).toHaveLength(1)
  })

  it('keeps every byte of a mail in 8 bits', async () => {
    const message = (await desk.messages('1')).find(each => each.subject === '8 bits')
    const { base64 } = await desk.ask('messages.raw', { id: message?.id ?? '' })
    expect(Buffer.from(base64, 'base64').equals(latin)).toBe(true)
    const ticket = (await desk.tickets()).find(each => each.title === '8 bits')
    expect(ticket?.descriptionText).toContain('Grüße aus Köln')
  })

  it('loses its mail to a deletion only after the tickets are there, many in one session', async () => {
    const { id } = await desk.addInbox('dora', { email_storage: 'delete' })
    await desk.deliver('dora', mailsOf('Door', 40))
    const before = desk.recorder.connections()
    expect(await desk.poll(id)).toMatchObject({ created: 40, failure: null })
    expect(await dovecot.messageCount('dora', 'INBOX')).toBe(40)

    const deleted = await desk.poll(id, { actAtOnce: true })
    expect(deleted).toMatchObject({ seen: 40, new: 0, failure: null })
    expect(await dovecot.messageCount('dora', 'INBOX')).toBe(0)
    expect(desk.recorder.connections() - before).toBe(2)
    expect((await desk.messages(id)).every(message => message.presence === 'gone')).toBe(true)

    expect(await desk.poll(id)).toMatchObject({ seen: 0, new: 0, failure: null })
    expect((await desk.tickets()).filter(ticket => ticket.title.startsWith('Door'))).toHaveLength(40)
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })

  it('is tried step by step, and lists no folders', async () => {
    const { id } = await desk.addInbox('emil')
    const report = await desk.ask('inboxes.test', { id })
    expect(report).toMatchObject({ ok: true })
    expect(report.steps).toHaveLength(7)
    expect(await desk.ask('inboxes.folders', { id })).toEqual([])
  })

  it('that is new is not taken "since" a day, because POP3 does not tell when mail came', async () => {
    const { config } = await desk.addInbox('fay', { active: false })
    await dovecot.addUser('gus', 'correct horse')
    const { id } = await desk.ask('inboxes.save', {
      config: { ...config, name: 'gus', login: 'gus' },
      password: 'correct horse',
      askFirst: true,
    })
    await desk.deliver('gus', mailsOf('Gate', 2))
    expect(await desk.ask('inboxes.look', { id })).toMatchObject({ total: 2, oldestAt: null })
    const since = Date.now() - 86_400_000
    for (const [name, input] of [
      ['inboxes.look', { id, since }],
      ['inboxes.answerFirstLook', { id, choice: { take: 'since', since } }],
    ] as const) {
      expect(await desk.refusal(name, input)).toMatchObject({ code: 'invalid-input', field: 'since' })
    }
  })
})
