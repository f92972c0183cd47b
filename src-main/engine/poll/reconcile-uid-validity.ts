import type { FolderListing, ListedMessage } from '../ports.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import type { DeskStore } from '../store/open.ts'

/**
 * The server gave the folder new numbers (RFC 9051, 2.3.1.1): known messages get their new UID by size and date, where
 * that is unambiguous. The rest counts as new; one that was processed is then recognised by its Message-ID and content.
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
    .where('presence', '<>', 'gone')
    .execute()
  const known = uniqueBy(rows, row => `${row.size_bytes}/${row.received_at}`)
  const listed = uniqueBy(listing.added, message => `${message.sizeBytes}/${message.receivedAt}`)
  const carried = new Map<ListedMessage, number>()
  for (const [key, message] of listed) {
    const row = known.get(key)
    if (row) carried.set(message, row.id)
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

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  const once = new Map<string, T>()
  const repeated = new Set<string>()
  for (const item of items) {
    const key = keyOf(item)
    if (once.has(key)) repeated.add(key)
    once.set(key, item)
  }
  for (const key of repeated) once.delete(key)
  return once
}
