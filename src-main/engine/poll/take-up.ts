import { sql } from 'kysely'
import { type Fetched, keep } from '../intake/keep.ts'
import type { KeptMessage } from '../intake/process-message.ts'
import type { SourceSession } from '../ports.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import { noteReading } from './interruptions.ts'
import { isStandIn } from './stand-in.ts'
import type { PollTools } from './tools.ts'
import type { WaitingRow } from './waiting-row.ts'

const NOT_HANDED_OVER = 'The server did not hand over this message; it is asked for again at the next check.'
const STAND_IN =
  'The server (Microsoft Exchange) cannot convert this message and gave a notice in its place; it is asked for again at the next check. Look at it in Outlook.'
/** Header block of a mail that is too big to fetch: more than any honest one. */
const HEADER_BYTES = 256 * 1024

/**
 * Takes one chunk of waiting messages in: those of an earlier, interrupted pass from the store, the others from the
 * server. Comes back with what is kept; what the server did not hand over stays `new` with its reason.
 */
export async function takeUp(
  tools: PollTools,
  session: SourceSession | null,
  inbox: InboxRecord,
  rules: InboxRules,
  rows: readonly WaitingRow[],
  signal: AbortSignal,
): Promise<readonly KeptMessage[]> {
  const raws = new Map<number, { raw: Uint8Array; whole: boolean }>()
  await fromStore(tools, rows, raws)
  if (session) {
    const missing = rows.filter(row => row.raw_kind === 'none')
    await fromServer(tools, session, inbox, rules, missing, raws, signal)
  }
  return rows.flatMap(row => {
    const found = raws.get(row.id)
    if (!found) return []
    return {
      rowId: row.id,
      inboxId: inbox.id,
      raw: found.raw,
      whole: found.whole,
      sizeBytes: row.size_bytes,
      receivedAt: row.received_at,
      intoTicketId: row.into_ticket_id,
      passOver: row.pass_over,
      rules,
    }
  })
}

async function fromStore(
  tools: PollTools,
  rows: readonly WaitingRow[],
  raws: Map<number, { raw: Uint8Array; whole: boolean }>,
): Promise<void> {
  const kept = await noteReading(
    tools,
    rows.filter(row => row.raw_sha256 !== null),
  )
  for (const row of kept) {
    if (row.raw_sha256 === null) continue
    const raw = await tools.store.blobs.get(row.raw_sha256)
    if (raw) raws.set(row.id, { raw, whole: row.raw_kind === 'whole' })
  }
}

async function fromServer(
  tools: PollTools,
  session: SourceSession,
  inbox: InboxRecord,
  rules: InboxRules,
  rows: readonly WaitingRow[],
  raws: Map<number, { raw: Uint8Array; whole: boolean }>,
  signal: AbortSignal,
): Promise<void> {
  if (rows.length === 0) return
  const fetched: Fetched[] = []
  const standIns: number[] = []
  const isTooBig = (row: WaitingRow) =>
    rules.maximumSizeBytes > 0 && row.size_bytes > rules.maximumSizeBytes && row.pass_over !== 'too-big'
  for (const row of rows.filter(isTooBig)) {
    const raw = await session.fetchHeaders(row.uid, HEADER_BYTES)
    if (raw) fetched.push({ rowId: row.id, raw, kind: 'headers' })
  }
  const byUid = new Map(rows.filter(row => !isTooBig(row)).map(row => [row.uid, row.id]))
  if (byUid.size > 0) {
    for await (const message of session.fetch([...byUid.keys()], signal)) {
      const rowId = byUid.get(message.uid)
      if (rowId === undefined) continue
      // From a folder on disk there is nothing else to come.
      if (inbox.config.protocol !== 'folder' && isStandIn(message.raw)) standIns.push(rowId)
      else fetched.push({ rowId, raw: message.raw, kind: 'whole' })
    }
  }
  tools.probe.reached('fetched')
  await keep(tools.store, fetched, tools.clock.now(), tools.probe)
  for (const { rowId, raw, kind } of fetched) raws.set(rowId, { raw, whole: kind === 'whole' })
  const missing = rows.filter(row => !raws.has(row.id) && !standIns.includes(row.id)).map(row => row.id)
  await noteMissing(tools, missing, NOT_HANDED_OVER)
  await noteMissing(tools, standIns, STAND_IN)
}

async function noteMissing(tools: PollTools, rowIds: readonly number[], reason: string): Promise<void> {
  if (rowIds.length === 0) return
  await tools.store.write(async tx => {
    await tx
      .updateTable('message')
      .set({ reason_code: 'source-unreadable', reason })
      .where('id', 'in', [...rowIds])
      .where('state', '=', sql.lit('new'))
      .execute()
  })
}
