import { sql } from 'kysely'
import type { FolderListing, ListedMessage } from '../ports.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import type { DeskStore } from '../store/open.ts'

/**
 * The server gave the folder new numbers (RFC 9051, 2.3.1.1): known messages get their new UID by size and date, where
 * as many of each are there as before. The rest counts as new; one that was processed is then recognised by its Message-ID and content.
 */
export async function reconcileUidValidity(
  store: DeskStore,
  inbox: InboxRecord,
  listing: FolderListing,
): Promise<FolderListing> {
  if (inbox.uidValidity === null || inbox.uidValidity === listing.uidValidity) return listing
  const rows = await store.reads
    .selectFrom('message')
    .select(['id', 'size_bytes', 'received_at'])
    .where('folder_id', '=', inbox.folderId)
    .where('uid_validity', '=', inbox.uidValidity)
    .where('presence', '<>', sql.lit('gone'))
    .orderBy('id')
    .execute()
  const known = Map.groupBy(rows, row => `${row.size_bytes}/${row.received_at}`)
  const listed = Map.groupBy(listing.added, message => `${message.sizeBytes}/${message.receivedAt}`)
  const carried = new Map<ListedMessage, number>()
  for (const [key, messages] of listed) {
    const same = known.get(key) ?? []
    // A server that numbers anew keeps the order: as many as before are the same ones in the same order.
    if (same.length !== messages.length) continue
    for (const [index, message] of messages.entries()) {
      const row = same[index]
      if (row) carried.set(message, row.id)
    }
  }
  await store.write(async tx => {
    for (const [message, id] of carried) {
      await tx
        .updateTable('message')
        .set({ uid_validity: listing.uidValidity, uid: message.uid })
        .where('id', '=', id)
        .execute()
    }
  })
  return { ...listing, added: listing.added.filter(message => !carried.has(message)) }
}
