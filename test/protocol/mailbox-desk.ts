import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PollResult } from '../../src-preload/contract/entities/inbox.ts'
import type { MessageDetail } from '../../src-preload/contract/entities/message.ts'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { buildMail, type MailInput } from '../fixtures/mail-builder.ts'
import { type DeskUnderTest, openDesk } from './desk-under-test.ts'
import type { Dovecot } from './dovecot.ts'
import { startTcpRecorder, type TcpRecorder } from './tcp-recorder.ts'

const PASSWORD = 'correct horse'
const FIRST_RECEIVED_AT = Date.parse('2026-02-02T08:00:00Z')

type Config = InputOf<'inboxes.save'>['config']

/** A real mail server, a whole desk, and a recorder between the two that reads what passes inside TLS. */
export type MailboxDesk = DeskUnderTest & {
  readonly recorder: TcpRecorder
  /** A fresh user on the server with an inbox that watches his mail. */
  addInbox(user: string, config?: Partial<Config>): Promise<{ readonly id: string; readonly config: Config }>
  /** Puts mails into the mailbox, a minute apart by server date. */
  deliver(user: string, mails: readonly Uint8Array[], mailbox?: string): Promise<void>
  poll(inboxId: string, options?: { readonly actAtOnce?: boolean }): Promise<PollResult>
  /** All tickets in full, in the order in which they were opened. */
  tickets(): Promise<readonly TicketDetail[]>
  /** All messages of an inbox in full, oldest first; those that have gone from the server, too. */
  messages(inboxId: string): Promise<readonly MessageDetail[]>
}

export async function openMailboxDesk(dovecot: Dovecot, protocol: 'imap' | 'pop3' = 'imap'): Promise<MailboxDesk> {
  const desk = await openDesk()
  const recorder = await startTcpRecorder({
    to: { host: dovecot.host, port: protocol === 'imap' ? dovecot.ports.imaps : dovecot.ports.pop3s, tls: true },
    tls: { cert: dovecot.caPem, key: dovecot.keyPem },
  })
  const caFile = join(desk.dir, 'ca.pem')
  await writeFile(caFile, dovecot.caPem)
  let minutes = 0
  return {
    ...desk,
    recorder,
    async addInbox(user, own = {}) {
      await dovecot.addUser(user, PASSWORD)
      const config: Config = {
        name: user,
        protocol,
        server: recorder.host,
        port: recorder.port,
        security: 'tls',
        ca_file: caFile,
        login: user,
        own_addresses: ['helpdesk@desk.example.org'],
        unknown_caller_behavior: 'create_contact',
        ticket_default_title: 'No subject',
        ...own,
      }
      const { id } = await desk.ask('inboxes.save', { config, password: PASSWORD })
      return { id, config }
    },
    async deliver(user, mails, mailbox = 'INBOX') {
      for (const raw of mails) {
        minutes += 1
        await dovecot.deliver(user, mailbox, [raw], { receivedAt: FIRST_RECEIVED_AT + minutes * 60_000 })
      }
    },
    async poll(id, { actAtOnce = false } = {}) {
      const { inboxes } = await desk.ask('inboxes.poll', { id, actAtOnce })
      const [result] = inboxes
      if (!result) throw new Error('The poll told nothing')
      return result
    },
    async tickets() {
      const { rows } = await desk.ask('tickets.list', { limit: 1000 })
      const all = await Promise.all(rows.map(({ id }) => desk.ask('tickets.get', { id })))
      return all.toSorted((a, b) => Number(a.id) - Number(b.id))
    },
    async messages(inboxId) {
      const { rows } = await desk.ask('messages.list', { inboxId, withGone: true, limit: 1000 })
      const all = await Promise.all(rows.map(({ id }) => desk.ask('messages.get', { id })))
      return all.toSorted((a, b) => a.receivedAt - b.receivedAt || Number(a.id) - Number(b.id))
    },
    async close() {
      await desk.close()
      await recorder.stop()
    },
  }
}

/** A mail to the helpdesk with nothing special about it but what is given. */
export function mailOf(mail: Partial<MailInput> = {}): Uint8Array {
  return buildMail({
    from: { name: 'Ada Byron', address: 'ada@example.org' },
    to: 'helpdesk@desk.example.org',
    subject: 'The printer is out of paper',
    date: FIRST_RECEIVED_AT,
    text: 'Please bring some.\n',
    ...mail,
  })
}

/** The outcome of one step in the trace of a message, with its evidence. */
export function traceOf(message: MessageDetail | undefined, step: string): string {
  const entry = message?.trace.find(line => line.step === step)
  return entry ? `${entry.outcome}: ${entry.reason} (${entry.evidence ?? ''})` : `no step ${step}`
}
