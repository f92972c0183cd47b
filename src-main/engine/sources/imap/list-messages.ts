import type { FolderListing, KnownFolder, ListedMessage } from '../../ports.ts'
import type { ImapConnection } from './connect.ts'
import { selectedMailbox } from './folder-names.ts'
import { compressUids, isUid } from './uid-set.ts'

/** How many messages are asked for by their numbers at once. */
const rowChunk = 1_000

/**
 * What is new since `known`, for the price of what is new. That nothing has gone is known from the counts; only when
 * they differ, all UIDs are asked for: some have gone, or the server left some out, or gave one a number below the
 * highest.
 */
export async function listMessages(
  connection: ImapConnection,
  known: KnownFolder,
  { justSelected }: { readonly justSelected: boolean },
): Promise<FolderListing> {
  const { client } = connection
  // The count has to be of this moment, also when the session has been open for a while.
  if (!justSelected) await client.noop()
  connection.assertAlive()
  const mailbox = selectedMailbox(client)
  const uidValidity = String(mailbox.uidValidity)
  const onServer = mailbox.exists
  const sameFolder = known.uidValidity === uidValidity
  const highest = sameFolder ? Number(known.highestUid ?? 0) : 0
  // On an empty folder some servers refuse every UID set.
  const added = onServer === 0 ? [] : await listRows(connection, `${highest + 1}:*`, uid => uid > highest)
  const highestUid = added.reduce((top, message) => Math.max(top, Number(message.uid)), highest)
  const listing = { uidValidity, added, highestUid: highestUid === 0 ? null : String(highestUid) }

  const addedUids = new Set(added.map(message => message.uid))
  if (!sameFolder && added.length >= onServer) return { ...listing, present: addedUids, onServer: added.length }
  if (sameFolder && onServer === known.onServer + added.length) return { ...listing, present: 'unchanged', onServer }
  const present = onServer === 0 ? new Set<string>() : await searchAll(connection, highestUid)
  const knownUids = sameFolder ? await known.uids() : new Set<string>()
  const leftOut = [...present].filter(uid => !addedUids.has(uid) && !knownUids.has(uid)).map(Number)
  for (let start = 0; start < leftOut.length; start += rowChunk) {
    const asked = new Set(leftOut.slice(start, start + rowChunk))
    added.push(...(await listRows(connection, compressUids([...asked]), uid => asked.has(uid))))
  }
  return { ...listing, added: added.sort(byUid), present, onServer: present.size }
}

async function listRows(
  connection: ImapConnection,
  range: string,
  isWanted: (uid: number) => boolean,
): Promise<ListedMessage[]> {
  const added = new Map<number, ListedMessage>()
  const query = { uid: true, size: true, internalDate: true }
  for await (const row of connection.client.fetch(range, query, { uid: true })) {
    // RFC 3501: `n:*` is never empty, it holds the last message even below n. Rows without a size are flag changes
    // that the server tells in passing.
    if (!isUid(row.uid) || !isWanted(row.uid) || row.size === undefined) continue
    added.set(row.uid, { uid: String(row.uid), sizeBytes: row.size, receivedAt: toTime(row.internalDate) })
  }
  return [...added.values()].sort(byUid)
}

function byUid(a: ListedMessage, b: ListedMessage): number {
  return Number(a.uid) - Number(b.uid)
}

/** All UIDs up to the highest one listed: what has come since belongs to the next listing. */
async function searchAll(connection: ImapConnection, highestUid: number): Promise<Set<string>> {
  const uids = await connection.client.search({ all: true }, { uid: true })
  if (!Array.isArray(uids)) throw connection.refused('The server does not list the folder.')
  return new Set(uids.filter(uid => isUid(uid) && uid <= highestUid).map(String))
}

function toTime(date: Date | string | undefined): number | null {
  const time = date === undefined ? Number.NaN : new Date(date).getTime()
  return Number.isFinite(time) ? time : null
}
