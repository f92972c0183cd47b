import { sql } from 'kysely'
import type { InboxDetail, InboxSummary, MessageCounts } from '../../../../src-preload/contract/entities/inbox.ts'
import { type InboxRecord, inboxById, listInboxes, sealedPassword } from '../../settings/inboxes.ts'
import type { Reads } from '../../store/handles.ts'

/** Inboxes as screens and the command line show them. */
export async function inboxSummaries(reads: Reads, isRunning: (id: number) => boolean): Promise<InboxSummary[]> {
  const inboxes = await listInboxes(reads)
  return Promise.all(inboxes.map(inbox => summary(reads, inbox, isRunning(inbox.id))))
}

export async function inboxDetail(reads: Reads, id: number, isRunning: boolean): Promise<InboxDetail> {
  const inbox = await inboxById(reads, id)
  const hasPassword = (await sealedPassword(reads, id)) !== null
  return { ...(await summary(reads, inbox, isRunning)), config: inbox.config, hasPassword }
}

/** The books of one folder: messages present on the server, by state. */
export async function countMessages(reads: Reads, folderId: number): Promise<MessageCounts> {
  const rows = await reads
    .selectFrom('message')
    .select(eb => ['state', eb.fn.countAll<number>().as('n')])
    .where('folder_id', '=', folderId)
    .where('presence', '<>', sql.lit('gone'))
    .groupBy('state')
    .execute()
  const counts = { new: 0, processed: 0, error: 0, undesired: 0, ignored: 0, held: 0 }
  for (const row of rows) counts[row.state] = row.n
  return counts
}

async function summary(reads: Reads, inbox: InboxRecord, polling: boolean): Promise<InboxSummary> {
  const { config } = inbox
  return {
    id: String(inbox.id),
    name: inbox.name,
    protocol: config.protocol,
    where: placeOf(config),
    login: config.login,
    active: inbox.active,
    counts: await countMessages(reads, inbox.folderId),
    onServer: inbox.onServer,
    awaitsFirstLook: inbox.awaitsFirstLookSince !== null,
    asksReadonly: inbox.asksReadonly,
    health: {
      lastPollAt: inbox.lastPollAt,
      lastSuccessAt: inbox.lastSuccessAt,
      lastError: inbox.lastError,
      failures: inbox.failures,
      nextPollAt: inbox.active ? inbox.nextPollAt : null,
      polling,
    },
  }
}

function placeOf(config: InboxRecord['config']): string {
  if (config.protocol === 'folder') return config.path
  const scheme = config.security === 'tls' ? `${config.protocol}s` : config.protocol
  const server = `${scheme}://${config.server}`
  return config.protocol === 'pop3' ? server : `${server} · ${config.mailbox}`
}
