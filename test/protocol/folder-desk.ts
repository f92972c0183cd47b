import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessageDetail } from '../../src-preload/contract/entities/message.ts'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { buildMail, type MailInput } from '../fixtures/mail-builder.ts'
import { type DeskUnderTest, openDesk } from './desk-under-test.ts'

type Config = InputOf<'inboxes.save'>['config']

/** A whole desk whose inboxes watch folders on disk: real mails and a real store, no server. */
export type FolderDesk = DeskUnderTest & {
  /** A new folder with these mails, a minute apart by file time from `receivedAt` on. */
  mailFolder(mails?: readonly Uint8Array[], receivedAt?: number): Promise<string>
  deliver(path: string, mails: readonly Uint8Array[], receivedAt?: number): Promise<void>
  addInbox(path: string, config?: Partial<Config>, askFirst?: boolean): Promise<string>
  /** All messages of an inbox in full, oldest first. */
  messages(inboxId: string): Promise<readonly MessageDetail[]>
  tickets(): Promise<readonly TicketDetail[]>
}

const RECEIVED_AT = Date.parse('2026-02-02T08:00:00Z')

export async function openFolderDesk(): Promise<FolderDesk> {
  const desk = await openDesk()
  const mailRoot = await mkdtemp(join(tmpdir(), 'postdesk-mails-'))
  let folders = 0
  let delivered = 0
  const deliver: FolderDesk['deliver'] = async (path, mails, receivedAt = RECEIVED_AT) => {
    for (const [index, raw] of mails.entries()) {
      delivered += 1
      const file = join(path, `${String(delivered).padStart(6, '0')}.eml`)
      await writeFile(file, raw)
      const at = new Date(receivedAt + index * 60_000)
      await utimes(file, at, at)
    }
  }
  return {
    ...desk,
    deliver,
    async mailFolder(mails = [], receivedAt) {
      folders += 1
      const path = join(mailRoot, `mails-${folders}`)
      await mkdir(path)
      await deliver(path, mails, receivedAt)
      return path
    },
    async addInbox(path, config = {}, askFirst = false) {
      const whole: Config = {
        name: `Inbox of ${path}`,
        protocol: 'folder',
        path,
        unknown_caller_behavior: 'create_contact',
        ...config,
      }
      return (await desk.ask('inboxes.save', { config: whole, askFirst })).id
    },
    async messages(inboxId) {
      const { rows } = await desk.ask('messages.list', { inboxId, withGone: true, limit: 1000 })
      const all = await Promise.all(rows.map(({ id }) => desk.ask('messages.get', { id })))
      return all.toSorted((a, b) => a.receivedAt - b.receivedAt || Number(a.id) - Number(b.id))
    },
    async tickets() {
      const { rows } = await desk.ask('tickets.list', { limit: 1000 })
      const all = await Promise.all(rows.map(({ id }) => desk.ask('tickets.get', { id })))
      return all.toSorted((a, b) => Number(a.id) - Number(b.id))
    },
    async close() {
      await desk.close()
      await rm(mailRoot, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}

/** A mail to the helpdesk with nothing special about it but what is given. */
export function mailToDesk(mail: Partial<MailInput> = {}): Uint8Array {
  return buildMail({
    from: { name: 'Ada Byron', address: 'ada@example.org' },
    to: 'helpdesk@desk.example.org',
    subject: 'The printer is out of paper',
    date: RECEIVED_AT,
    text: 'Please bring some.\n',
    ...mail,
  })
}
