import { sql } from 'kysely'
import { readHeaderBlock } from '../mail/read/header-block.ts'
import { readMessageId } from '../mail/read/message-ids.ts'
import type { FolderListing, ListedMessage, SourceSession } from '../ports.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import type { Tx } from '../store/handles.ts'
import type { DeskStore } from '../store/open.ts'

/** More than the headers of any honest mail. */
const HEADER_BYTES = 64 * 1024
/** Rows of one transaction. */
const AT_ONCE = 500

type Known = {
  readonly id: number
  readonly uid: string
  readonly uid_validity: string
  readonly message_id: string | null
  readonly size_bytes: number
  readonly received_at: number
  readonly presence: string
}

/**
 * `use_message_id_as_uid`: a message that came under a UID we have not seen is one we know, when Message-ID, size and
 * server date are those of a message that the server does not show under its own UID any more. It keeps its row, and
 * with it its state and its ticket; only that header field of what is new is fetched for it. A sender may use one
 * Message-ID for many mails, so it alone proves nothing: whatever differs, has no Message-ID or no date (POP3) is a
 * message of its own, and the duplicate step says by its content whether it is a mail that was processed.
 *
 * Also where the server numbered the folder anew, for what size and date did not tell apart.
 */
export async function carryByMessageId(
  store: DeskStore,
  inbox: InboxRecord,
  session: SourceSession,
  listing: FolderListing,
): Promise<FolderListing> {
  // The first listing has nothing to be compared with.
  const dated = inbox.uidValidity === null ? [] : listing.added.filter(({ receivedAt }) => receivedAt !== null)
  const carried = new Set<ListedMessage>()
  for (let start = 0; start < dated.length; start += AT_ONCE) {
    const some = dated.slice(start, start + AT_ONCE)
    const ids = await messageIdsOf(
      session,
      some.map(({ uid }) => uid),
    )
    if (ids.size === 0) continue
    await store.write(async tx => {
      const free = freeRows(await knownBy(tx, inbox.folderId, [...new Set(ids.values())]), listing)
      let returned = 0
      for (const message of some) {
        const row = free.get(`${ids.get(message.uid)} ${message.sizeBytes} ${message.receivedAt}`)?.shift()
        if (!row || (await isTaken(tx, inbox.folderId, listing.uidValidity, message.uid, row.id))) continue
        await tx
          .updateTable('message')
          .set({ uid: message.uid, uid_validity: listing.uidValidity, presence: backIn(row.presence), gone_at: null })
          .where('id', '=', row.id)
          .execute()
        carried.add(message)
        if (row.presence === 'gone') returned += 1
      }
      // The book balances after every commit.
      await tx
        .updateTable('folder')
        .set(eb => ({ on_server: eb('on_server', '+', returned) }))
        .where('id', '=', inbox.folderId)
        .execute()
    })
  }
  return { ...listing, added: listing.added.filter(message => !carried.has(message)) }
}

/** By UID; those without one are left out. */
async function messageIdsOf(session: SourceSession, uids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const note = (uid: string, header: Uint8Array | null) => {
    const id = header === null ? null : readMessageId(readHeaderBlock(Buffer.from(header)).fields)
    if (id !== null) found.set(uid, id)
  }
  if (session.messageIdFields) {
    for (const [uid, header] of await session.messageIdFields(uids)) note(uid, header)
  } else {
    for (const uid of uids) note(uid, await session.fetchHeaders(uid, HEADER_BYTES))
  }
  return found
}

/** What Postdesk itself removed is not expected back: a mail like it is looked at anew. */
async function knownBy(tx: Tx, folderId: number, messageIds: readonly string[]): Promise<readonly Known[]> {
  return tx
    .selectFrom('message')
    .select(['id', 'uid', 'uid_validity', 'message_id', 'size_bytes', 'received_at', 'presence'])
    .where('message_id', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(messageIds)}))`)
    .where(sql`+folder_id`, '=', folderId)
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM server_action
        WHERE server_action.message_id = message.id AND server_action.state = 'done' AND kind IN ('delete', 'move'))`,
    )
    .orderBy('id')
    .execute()
}

/** Those that the server does not show under their own number, by Message-ID, size and date, the oldest first. */
function freeRows(rows: readonly Known[], { present, uidValidity }: FolderListing): Map<string, Known[]> {
  const gone = present !== 'unchanged' && 'gone' in present ? new Set(present.gone) : null
  const isFree = ({ uid, uid_validity, presence }: Known) => {
    if (presence === 'gone') return true
    if (present === 'unchanged') return false
    return gone ? uid_validity === uidValidity && gone.has(uid) : uid_validity !== uidValidity || !isIn(present, uid)
  }
  return Map.groupBy(rows.filter(isFree), row => `${row.message_id} ${row.size_bytes} ${row.received_at}`)
}

function isIn(present: FolderListing['present'], uid: string): boolean {
  return present instanceof Set && present.has(uid)
}

/** A server that gives a number for the second time: another message had it, and two rows cannot have the same. */
async function isTaken(tx: Tx, folderId: number, uidValidity: string, uid: string, by: number): Promise<boolean> {
  const holder = tx.selectFrom('message').select('id').where('folder_id', '=', folderId)
  const row = await holder.where('uid_validity', '=', uidValidity).where('uid', '=', uid).executeTakeFirst()
  return row !== undefined && row.id !== by
}

/** What waits to be removed goes on waiting. */
function backIn(presence: string) {
  return (presence === 'gone' ? 'on-server' : presence) as 'on-server'
}
