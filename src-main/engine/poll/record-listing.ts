import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { FolderListing, KnownFolder, ListedMessage } from '../ports.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import type { Reads, Tx } from '../store/handles.ts'
import type { DeskStore } from '../store/open.ts'
import { asReturned, namesakes, recordChanged } from './record-files.ts'

/** Rows that one INSERT carries: 13 columns each, well below SQLite's limit on parameters. */
const ROWS_PER_INSERT = 200
/** Rows of one transaction; 100,000 first-seen messages then leave room for everybody else. */
const ROWS_PER_TRANSACTION = 1000

/** What the store knows of the folder, for a listing that costs only what is new. */
export async function knownFolder(reads: Reads, inbox: InboxRecord): Promise<KnownFolder> {
  const { folderId, uidValidity, highestUid, onServer, folderState } = inbox
  const here = reads
    .selectFrom('message')
    .where('folder_id', '=', folderId)
    .where('presence', '<>', sql.lit('gone'))
    .where('uid_validity', '=', uidValidity ?? '')
  const count = () => here.select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return {
    uidValidity,
    highestUid,
    // Where the state was kept, the book balanced then, and every change since was written into it.
    onServer: folderState ? onServer : (await count()).n,
    state: folderState,
    async among(uids) {
      const rows = await here.select('uid').where('uid', 'in', jsonList(uids)).execute()
      return new Set(rows.map(row => row.uid))
    },
    async uids() {
      const rows = await here.select('uid').execute()
      return new Set(rows.map(row => row.uid))
    },
    async stamps() {
      return here
        .select(['uid', 'file_stamp as stamp', 'size_bytes as sizeBytes', 'received_at as receivedAt'])
        .execute()
    },
    namesakes: names => namesakes(reads, folderId, uidValidity ?? '', names),
  }
}

/**
 * Every message the server showed gets its row at once, before its body is fetched: the books balance from the first
 * moment, and a message that cannot be fetched is seen to wait. Returns how many are new.
 */
export async function recordListing(
  store: DeskStore,
  inbox: InboxRecord,
  listing: FolderListing,
  now: number,
): Promise<number> {
  let added = 0
  for (let start = 0; start < listing.added.length; start += ROWS_PER_TRANSACTION) {
    const part = listing.added.slice(start, start + ROWS_PER_TRANSACTION)
    // Others get their turn between two transactions.
    if (start > 0) await nextTurn()
    added += await store.write(async tx => {
      const inserted = await insertListed(tx, inbox, listing.uidValidity, part, now)
      // The book balances after every commit, also if the process ends before the last one.
      await tx
        .updateTable('folder')
        .set(eb => ({ on_server: eb('on_server', '+', inserted) }))
        .where('id', '=', inbox.folderId)
        .execute()
      return inserted
    })
  }
  await recordChanged(store, inbox, listing)
  await store.write(async tx => {
    const gone = await goneRows(tx, inbox.folderId, listing)
    await markGone(tx, gone, now)
    const folder = tx.selectFrom('folder').select('on_server').where('id', '=', inbox.folderId)
    const { on_server } = await folder.executeTakeFirstOrThrow()
    // What the server counts and does not hand over is asked for again: its word for the folder is not taken until then.
    const state = on_server - gone.length === listing.onServer ? listing.state : null
    await tx
      .updateTable('folder')
      .set({
        uid_validity: listing.uidValidity,
        highest_uid: listing.highestUid,
        on_server: listing.onServer,
        listed_at: now,
        uid_next: state?.uidNext ?? null,
        highest_modseq: state?.highestModseq ?? null,
      })
      .where('id', '=', inbox.folderId)
      .execute()
  })
  return added
}

async function insertListed(
  tx: Tx,
  inbox: InboxRecord,
  uidValidity: string,
  listed: readonly ListedMessage[],
  now: number,
): Promise<number> {
  let added = 0
  for (let start = 0; start < listed.length; start += ROWS_PER_INSERT) {
    const rows = listed.slice(start, start + ROWS_PER_INSERT).map(message => ({
      folder_id: inbox.folderId,
      uid_validity: uidValidity,
      uid: message.uid,
      inbox_id: inbox.id,
      state: 'new' as const,
      presence: 'on-server' as const,
      size_bytes: message.sizeBytes,
      raw_kind: 'none' as const,
      received_at: message.receivedAt ?? now,
      kept_at: now,
      file_stamp: message.stamp ?? null,
      reason_code: message.odd === undefined ? '' : 'source-unreadable',
      reason: message.odd ?? '',
    }))
    const result = await tx
      .insertInto('message')
      .values(rows as never)
      .onConflict(conflict =>
        conflict
          .columns(['folder_id', 'uid_validity', 'uid'])
          .doUpdateSet({ presence: 'on-server', gone_at: null, ...asReturned })
          .where('message.presence', '=', 'gone'),
      )
      .executeTakeFirst()
    added += Number(result.numInsertedOrUpdatedRows ?? 0n)
  }
  return added
}

/** Rows of what has gone from the server since the last listing, or with the old numbers of a folder made anew. */
async function goneRows(tx: Tx, folderId: number, { uidValidity, present }: FolderListing): Promise<readonly number[]> {
  if (present === 'unchanged') return []
  const here = tx
    .selectFrom('message')
    .select(['id', 'uid', 'uid_validity'])
    .where('folder_id', '=', folderId)
    .where('presence', '<>', sql.lit('gone'))
  if ('gone' in present) {
    const rows = await here.where('uid_validity', '=', uidValidity).where('uid', 'in', jsonList(present.gone)).execute()
    return rows.map(row => row.id)
  }
  const rows = await here.execute()
  return rows.filter(row => row.uid_validity !== uidValidity || !present.has(row.uid)).map(row => row.id)
}

/** Moved or deleted by somebody else, or the folder was made anew: listed as gone, never forgotten. */
async function markGone(tx: Tx, rowIds: readonly number[], now: number): Promise<void> {
  for (let start = 0; start < rowIds.length; start += 500) {
    const ids = rowIds.slice(start, start + 500)
    await tx.updateTable('message').set({ presence: 'gone', gone_at: now }).where('id', 'in', ids).execute()
    await tx
      .updateTable('server_action')
      .set({ state: 'done', ended_at: now })
      .where('message_id', 'in', ids)
      .where('state', '=', sql.lit('waiting'))
      .execute()
  }
}

/** One parameter, however many there are. */
function jsonList(uids: readonly string[]) {
  return sql<string>`(SELECT value FROM json_each(${JSON.stringify(uids)}))`
}
