import { resolve } from 'node:path'
import { startServiceHost } from '../../../src-main/hosts/service/start-service-host.ts'
import type { MailInput } from '../../fixtures/mail-builder.ts'
import { mailToDesk, openFolderDesk } from '../../protocol/folder-desk.ts'

export type RealMails = {
  readonly url: string
  /** Ids of the tickets that the mails became, in their order. */
  readonly ticketIds: readonly string[]
  readonly messageIds: readonly string[]
  close(): Promise<void>
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** These mails in a folder, taken up by a real engine, behind a real service host. */
export async function serveMails(mails: readonly Partial<MailInput>[]): Promise<RealMails> {
  const desk = await openFolderDesk()
  const path = await desk.mailFolder(
    mails.map((mail, at) =>
      mailToDesk({ from: { name: `Sender ${at}`, address: `sender-${at}@example.org` }, ...mail }),
    ),
  )
  const inboxId = await desk.addInbox(path)
  await desk.ask('inboxes.poll', { id: inboxId })
  const messages = await desk.messages(inboxId)
  const host = await startServiceHost({
    api: desk.api,
    rendererDir: resolve(import.meta.dirname, '../../../out/renderer'),
    log: silent,
  })
  return {
    url: host.url,
    ticketIds: messages.map(({ ticketId }) => ticketId ?? ''),
    messageIds: messages.map(({ id }) => id),
    async close() {
      await host.close()
      await desk.close()
    },
  }
}
