import { describeError } from '../errors.ts'
import type { KeptMessage } from '../intake/process-message.ts'
import type { SourceSession } from '../ports.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import { type FromServer, fetchWaiting } from './fetch-waiting.ts'
import { forgetReading, noteReading } from './interruptions.ts'
import type { PollTools } from './tools.ts'
import type { WaitingRow } from './waiting-row.ts'

/** `server` is what came of asking it; null where nothing was asked. */
export type TakenUp = { readonly kept: readonly KeptMessage[]; readonly server: FromServer | null }

/**
 * Takes one chunk of waiting messages in: those of an earlier, interrupted pass from the store, the others from the
 * server. Comes back with what is kept, also when the line was lost meanwhile; what the server did not hand over stays
 * `new` with its reason.
 */
export async function takeUp(
  tools: PollTools,
  session: SourceSession | null,
  inbox: InboxRecord,
  rules: InboxRules,
  rows: readonly WaitingRow[],
  signal: AbortSignal,
): Promise<TakenUp> {
  const raws = new Map<number, { raw: Uint8Array; whole: boolean }>()
  await fromStore(tools, rows, raws)
  const unfetched = rows.filter(row => row.raw_kind === 'none')
  const server =
    session && unfetched.length > 0
      ? await fetchWaiting(tools, { session, inbox, rules, rows: unfetched, signal }, raws)
      : null
  const kept = rows.flatMap(row => {
    const found = raws.get(row.id)
    if (!found) return []
    return {
      rowId: row.id,
      inboxId: inbox.id,
      raw: found.raw,
      whole: found.whole,
      // The server that does not tell sizes has told 0.
      sizeBytes: row.size_bytes || found.raw.byteLength,
      receivedAt: row.received_at,
      intoTicketId: row.into_ticket_id,
      passOver: row.pass_over,
      rules,
    }
  })
  return { kept, server }
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
    const raw = await readBlob(tools, row.raw_sha256)
    if (raw) raws.set(row.id, { raw, whole: row.raw_kind === 'whole' })
    // What cannot even be read from the disk ends nobody.
    else await forgetReading(tools, [row.id])
  }
}

/** Null also where the disk does not give it: the others go on, and `check` names the fault. */
async function readBlob({ store, log }: PollTools, sha256: string): Promise<Uint8Array | null> {
  try {
    return await store.blobs.get(sha256)
  } catch (error) {
    log.error('raw-mail.unreadable', { error: describeError(error) })
    return null
  }
}
