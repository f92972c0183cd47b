import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mintMessageId } from '../../src-main/engine/desk/message-ids.ts'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import { buildMail } from '../fixtures/mail-builder.ts'
import { type DeskUnderTest, openDesk } from '../protocol/desk-under-test.ts'

let desk: DeskUnderTest
let mails: string

beforeEach(async () => {
  desk = await openDesk()
  mails = mkdtempSync(join(tmpdir(), 'postdesk-mails-'))
})

afterEach(async () => {
  await desk.close()
  rmSync(mails, { recursive: true, force: true, maxRetries: 20 })
})

async function addInbox(): Promise<string> {
  const config = InboxConfig.parse({
    name: 'folder',
    protocol: 'folder',
    path: mails,
    unknown_caller_behavior: 'create_contact',
  })
  return (await desk.ask('inboxes.save', { config })).id
}

function writeBounce(of: string): void {
  const lines = [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.org',
    'To: support@example.org',
    'Subject: Undelivered Mail Returned to Sender',
    'Message-ID: <bounce@mx.example.org>',
    'Date: Mon, 12 Jan 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Final-Recipient: rfc822; ada@example.com',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${of}`,
    '',
    '--b--',
    '',
  ]
  writeFileSync(join(mails, '2-bounce.eml'), lines.join('\r\n'))
}

describe('a bounce of our own mail', () => {
  it('becomes a private entry of its ticket, once; processed by hand it goes into that ticket as well', async () => {
    const raw = buildMail({
      from: 'Ada Brook <ada@example.com>',
      to: 'support@example.org',
      subject: 'The gate',
      date: new Date('2026-01-12T09:00:00Z'),
      text: 'The gate does not open.',
    })
    writeFileSync(join(mails, '1-gate.eml'), raw)
    const inbox = await addInbox()
    await desk.ask('inboxes.poll', { id: inbox })
    const { reads } = desk.engine.store
    const ticket = await reads.selectFrom('ticket').select('id').executeTakeFirstOrThrow()
    const name = { ticketClass: 'UserRequest', ticketId: ticket.id, ...desk.engine.messageIdKey } as const
    writeBounce(mintMessageId({ ...name, random: randomUUID() }))
    await desk.ask('inboxes.poll', { id: inbox })

    const entries = () =>
      reads.selectFrom('entry').select(['ticket_id', 'log', 'author_name', 'text', 'message_id']).execute()
    const bounce = await reads
      .selectFrom('message')
      .selectAll()
      .where('state', '=', 'undesired')
      .executeTakeFirstOrThrow()
    expect(bounce).toMatchObject({ reason_code: 'bounce', ticket_id: null })
    expect(bounce.reason).toBe('This is a delivery report. It was noted on R-000001.')
    expect(await entries()).toEqual([
      {
        ticket_id: ticket.id,
        log: 'private_log',
        author_name: 'Postdesk',
        text: 'A mail of this ticket was not delivered to ada@example.com (5.1.1): this address is dead. The server said: 550 5.1.1 User unknown',
        message_id: bounce.id,
      },
    ])

    const selection = { ids: [String(bounce.id)] }
    await desk.ask('messages.process', { selection })
    const again = await reads.selectFrom('message').selectAll().where('id', '=', bounce.id).executeTakeFirstOrThrow()
    expect(again.state).toBe('undesired')
    expect(await entries()).toHaveLength(1)
    expect((await desk.ask('tickets.list', {})).total).toBe(1)

    await desk.ask('messages.process', { selection, anyway: true })
    expect(await entries()).toHaveLength(2)
    expect((await desk.ask('tickets.list', {})).total).toBe(1)
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('of another desk is only undesired', async () => {
    writeBounce('<r.1.abcdefghijkl.abcdefghijklmnopqrst@other.postdesk.invalid>')
    await desk.ask('inboxes.poll', { id: await addInbox() })
    expect(await desk.engine.store.reads.selectFrom('entry').select('id').execute()).toEqual([])
  })
})
