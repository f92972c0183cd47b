import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { FolderListing, KnownMessage, ListedMessage } from '../ports.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import type { Reads, Tx } from '../store/handles.ts'
import type { DeskStore } from '../store/open.ts'

const NAMES_AT_ONCE = 500
const ROWS_PER_TRANSACTION = 1000

/** All that was ever recorded of files with these names: a name that is used again is another mail. */
export async function namesakes(
  reads: Reads,
  folderId: number,
  uidValidity: string,
  names: readonly string[],
): Promise<readonly KnownMessage[]> {
  const all: KnownMessage[] = []
  for (let start = 0; start < names.length; start += NAMES_AT_ONCE) {
    const some = JSON.stringify(names.slice(start, start + NAMES_AT_ONCE))
    // What follows a slash in order is a zero: a range of the index for each name. CROSS keeps the names first.
    const { rows } = await sql<RecordedRow>`
      SELECT m.uid, m.file_stamp, m.size_bytes, m.received_at, m.presence, m.state, m.raw_kind, m.raw_sha256
      FROM json_each(${some}) AS name
      CROSS JOIN message AS m ON m.folder_id = ${folderId} AND m.uid_validity = ${uidValidity}
        AND m.uid >= name.value AND m.uid < name.value || '0'
      WHERE m.uid = name.value OR substr(m.uid, length(name.value) + 1, 1) = '/'
      ORDER BY m.id`.execute(reads)
    all.push(...rows.map(toKnown))
  }
  return all
}

const NEVER_READ = sql<boolean>`(message.state = 'new' AND message.raw_kind = 'none')`

/** A file that was away, in an INSERT that finds its row: it may have been touched meanwhile. */
export const asReturned = {
  file_stamp: sql<string | null>`excluded.file_stamp`,
  size_bytes: sql<number>`CASE WHEN excluded.file_stamp IS NULL THEN message.size_bytes ELSE excluded.size_bytes END`,
  received_at: sql<number>`CASE WHEN excluded.file_stamp IS NOT NULL AND ${NEVER_READ} THEN excluded.received_at
    ELSE message.received_at END`,
  reason_code: sql<string>`CASE WHEN excluded.reason <> '' AND ${NEVER_READ} THEN excluded.reason_code
    ELSE message.reason_code END`,
  reason: sql<string>`CASE WHEN excluded.reason <> '' AND ${NEVER_READ} THEN excluded.reason ELSE message.reason END`,
  // What could not be read may be mended: it is tried with all others again.
  fetch_failures: sql<number>`0`,
  fetch_after: sql<number>`0`,
}

/** Files that somebody has touched: what was never read is what it is now, of the others only the stamp is another. */
export async function recordChanged(store: DeskStore, inbox: InboxRecord, listing: FolderListing): Promise<void> {
  const { uidValidity, changed = [] } = listing
  for (let start = 0; start < changed.length; start += ROWS_PER_TRANSACTION) {
    const part = changed.slice(start, start + ROWS_PER_TRANSACTION)
    if (start > 0) await nextTurn()
    await store.write(async tx => {
      for (const file of part) await noteFile(tx, inbox.folderId, uidValidity, file)
    })
  }
}

async function noteFile(tx: Tx, folderId: number, uidValidity: string, file: ListedMessage): Promise<void> {
  const { uid, sizeBytes, receivedAt, stamp = null, odd = '' } = file
  await sql`UPDATE message SET file_stamp = ${stamp}, size_bytes = ${sizeBytes},
      received_at = CASE WHEN ${NEVER_READ} THEN coalesce(${receivedAt}, received_at) ELSE received_at END,
      reason_code = CASE WHEN ${odd} <> '' AND ${NEVER_READ} THEN 'source-unreadable' ELSE reason_code END,
      reason = CASE WHEN ${odd} <> '' AND ${NEVER_READ} THEN ${odd} ELSE reason END,
      fetch_failures = 0, fetch_after = 0
    WHERE folder_id = ${folderId} AND uid_validity = ${uidValidity} AND uid = ${uid}`.execute(tx)
}

type RecordedRow = {
  readonly uid: string
  readonly file_stamp: string | null
  readonly size_bytes: number
  readonly received_at: number
  readonly presence: string
  readonly state: string
  readonly raw_kind: KnownMessage['kept']
  readonly raw_sha256: string | null
}

function toKnown(row: RecordedRow): KnownMessage {
  return {
    uid: row.uid,
    stamp: row.file_stamp,
    sizeBytes: row.size_bytes,
    receivedAt: row.received_at,
    isHere: row.presence !== 'gone',
    isNew: row.state === 'new',
    kept: row.raw_kind,
    sha256: row.raw_sha256,
  }
}
