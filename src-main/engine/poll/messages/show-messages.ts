import { sql } from 'kysely'
import type {
  MessageDetail,
  MessageRow,
  MessageState,
  TraceEntry,
} from '../../../../src-preload/contract/entities/message.ts'
import { AppError } from '../../errors.ts'
import { loadGlobalSettings } from '../../settings/global-settings.ts'
import type { Reads } from '../../store/handles.ts'
import type { DeskStore } from '../../store/open.ts'
import { folderOfInbox } from './list/folder-of-inbox.ts'

type ListInput = {
  readonly inboxId?: number | undefined
  readonly states?: readonly MessageState[] | undefined
  readonly withGone: boolean
  readonly offset: number
  readonly limit: number
}

/** The mailbox content view: newest first. Rows of vanished mail stay listed for `retention_period` hours. */
export async function listMessages(
  reads: Reads,
  input: ListInput,
  now: number,
): Promise<{ total: number; rows: MessageRow[] }> {
  const { retention_period } = await loadGlobalSettings(reads)
  let filtered = reads.selectFrom('message')
  if (input.inboxId !== undefined) {
    filtered = filtered.where('message.folder_id', '=', await folderOfInbox(reads, input.inboxId))
  }
  if (input.states && input.states.length > 0) filtered = filtered.where('message.state', 'in', [...input.states])
  if (!input.withGone) {
    const listedSince = now - retention_period * 3_600_000
    filtered = filtered.where(eb =>
      eb.or([eb('message.presence', '<>', 'gone'), eb('message.gone_at', '>=', listedSince)]),
    )
  }
  const { total } = await filtered.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await filtered
    .select(ROW_COLUMNS)
    .orderBy('message.received_at', 'desc')
    .orderBy('message.id', 'desc')
    .limit(input.limit)
    .offset(input.offset)
    .execute()
  return { total, rows: rows.map(toRow) }
}

/** The rows of these messages, in the order asked; null for one that is not recorded any more. */
export async function messageRows(reads: Reads, ids: readonly number[]): Promise<(MessageRow | null)[]> {
  const rows = await reads
    .selectFrom('message')
    .select(ROW_COLUMNS)
    .where('id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute()
  const byId = new Map(rows.map(row => [row.id, toRow(row)]))
  return ids.map(id => byId.get(id) ?? null)
}

export async function messageDetail(reads: Reads, id: number): Promise<MessageDetail> {
  const row = await reads.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw noMessage(id)
  const decision = row.decision === null ? null : (JSON.parse(row.decision) as { kind: MessageDetail['decisionKind'] })
  return {
    ...toRow(row),
    uid: row.uid,
    processedAt: row.processed_at,
    decisionKind: decision?.kind ?? null,
    trace: row.trace === null ? [] : (JSON.parse(row.trace) as TraceEntry[]),
    raw: row.raw_kind,
  }
}

/** The raw mail as it came. Throws AppError when it was never fetched. */
export async function rawMail(store: DeskStore, id: number): Promise<Uint8Array> {
  const row = await store.reads.selectFrom('message').select('raw_sha256').where('id', '=', id).executeTakeFirst()
  if (!row) throw noMessage(id)
  const raw = row.raw_sha256 === null ? null : await store.blobs.get(row.raw_sha256)
  if (!raw) throw new AppError('not-found', 'This mail was not fetched yet: check the inbox first.')
  return raw
}

export function noMessage(id: number): AppError {
  return new AppError('not-found', `There is no message ${id}.`, { field: 'id' })
}

/** By name: a row with its decision and trace is ten times as wide. */
const ROW_COLUMNS = [
  'id',
  'inbox_id',
  'state',
  'reason',
  'presence',
  'received_at',
  'sent_at',
  'from_name',
  'from_address',
  'subject',
  'size_bytes',
  'message_id',
  'ticket_id',
  'ticket_ref',
] as const

type Row = {
  readonly id: number
  readonly inbox_id: number | null
  readonly state: MessageRow['state']
  readonly reason: string
  readonly presence: MessageRow['presence']
  readonly received_at: number
  readonly sent_at: number | null
  readonly from_name: string
  readonly from_address: string
  readonly subject: string
  readonly size_bytes: number
  readonly message_id: string | null
  readonly ticket_id: number | null
  readonly ticket_ref: string
}

function toRow(row: Row): MessageRow {
  return {
    id: String(row.id),
    inboxId: row.inbox_id === null ? null : String(row.inbox_id),
    state: row.state,
    reason: row.reason,
    presence: row.presence,
    receivedAt: row.received_at,
    sentAt: row.sent_at,
    fromName: row.from_name,
    fromAddress: row.from_address,
    subject: row.subject,
    sizeBytes: row.size_bytes,
    messageId: row.message_id,
    ticketId: row.ticket_id === null ? null : String(row.ticket_id),
    ticketRef: row.ticket_ref === '' ? null : row.ticket_ref,
  }
}
