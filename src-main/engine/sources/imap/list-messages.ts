import type { FolderListing, FolderState, KnownFolder, ListedMessage } from '../../ports.ts'
import type { ImapConnection } from './connect.ts'
import { selectedMailbox } from './folder-names.ts'
import { isSameState } from './folder-state.ts'
import { goneSince } from './gone-uids.ts'
import { searchAllUids } from './search-all-uids.ts'
import { compressUids, isUid } from './uid-set.ts'

/** UIDs of one command: a line that every server takes. */
const uidsPerCommand = 500

/**
 * What is new since `known`, for the price of what is new: nothing more is asked where the state of the folder is the
 * one we know. That nothing has gone is known from the counts; where they differ, from what the server says has gone
 * (QRESYNC), where that explains the difference. Else all UIDs are asked for: some have gone, or the server left some
 * out, or gave one a number below the highest.
 */
export async function listMessages(
  connection: ImapConnection,
  known: KnownFolder,
  { state, justSelected }: { readonly state: FolderState | null; readonly justSelected: boolean },
): Promise<FolderListing> {
  const { client } = connection
  // The count has to be of this moment, also when the session has been open for a while.
  if (!justSelected) await client.noop()
  connection.assertAlive()
  const mailbox = selectedMailbox(client)
  const uidValidity = String(mailbox.uidValidity)
  const onServer = mailbox.exists
  const sameFolder = known.uidValidity === uidValidity
  if (sameFolder && justSelected && onServer === known.onServer && isSameState(state, known.state)) {
    return { uidValidity, added: [], highestUid: known.highestUid, present: 'unchanged', onServer, state }
  }
  const highest = sameFolder ? Number(known.highestUid ?? 0) : 0
  // On an empty folder some servers refuse every UID set.
  const added = onServer === 0 ? [] : await listFrom(connection, highest + 1)
  const highestUid = added.reduce((top, message) => Math.max(top, Number(message.uid)), highest)
  const listing = { uidValidity, added, highestUid: highestUid === 0 ? null : String(highestUid), state }

  if (!sameFolder && added.length >= onServer) {
    return { ...listing, present: new Set(added.map(message => message.uid)), onServer: added.length }
  }
  if (sameFolder && onServer === known.onServer + added.length) return { ...listing, present: 'unchanged', onServer }
  const gone = sameFolder ? await goneSince(connection, known, state) : null
  if (gone && onServer === known.onServer - gone.length + added.length)
    return { ...listing, present: { gone }, onServer }
  return {
    ...listing,
    ...(await compareAll(connection, sameFolder ? await known.uids() : new Set(), added, highestUid)),
  }
}

/** Every UID that the server has beside every one we know; what was never listed is listed now. */
async function compareAll(
  connection: ImapConnection,
  seen: ReadonlySet<string>,
  added: readonly ListedMessage[],
  highestUid: number,
): Promise<Pick<FolderListing, 'added' | 'present' | 'onServer'>> {
  const isEmpty = selectedMailbox(connection.client).exists === 0
  // What has come since the listing belongs to the next one.
  const uids = isEmpty ? [] : (await searchAllUids(connection)).filter(uid => isUid(uid) && uid <= highestUid)
  const present = new Set(uids.map(String))
  const addedUids = new Set(added.map(message => message.uid))
  const unlisted = [...present].filter(uid => !seen.has(uid) && !addedUids.has(uid)).map(Number)
  const late = await listLate(connection, unlisted)
  const all = late.length === 0 ? added : [...late, ...added].sort(byUid)
  return { added: all, present, onServer: present.size }
}

/** RFC 3501: `n:*` is never empty, it holds the last message even below n. */
async function listFrom(connection: ImapConnection, firstUid: number): Promise<readonly ListedMessage[]> {
  return listUids(connection, `${firstUid}:*`, uid => uid >= firstUid)
}

/** Some servers (Exchange) show a message later than those with higher UIDs. */
async function listLate(connection: ImapConnection, unseen: readonly number[]): Promise<readonly ListedMessage[]> {
  const late: ListedMessage[] = []
  for (let start = 0; start < unseen.length; start += uidsPerCommand) {
    const some = unseen.slice(start, start + uidsPerCommand)
    late.push(...(await listUids(connection, compressUids(some), uid => some.includes(uid))))
  }
  return late
}

/** Each message once, by rising UID, whatever else and however often the server tells. */
async function listUids(
  connection: ImapConnection,
  range: string,
  isWanted: (uid: number) => boolean,
): Promise<readonly ListedMessage[]> {
  const listed = new Map<number, ListedMessage>()
  const query = { uid: true, size: true, internalDate: true }
  for await (const row of connection.client.fetch(range, query, { uid: true })) {
    // Rows without a size are flag changes that the server tells in passing.
    if (!isUid(row.uid) || row.size === undefined || !isWanted(row.uid)) continue
    listed.set(row.uid, { uid: String(row.uid), sizeBytes: row.size, receivedAt: toTime(row.internalDate) })
  }
  return [...listed.values()].sort(byUid)
}

function byUid(a: ListedMessage, b: ListedMessage): number {
  return Number(a.uid) - Number(b.uid)
}

function toTime(date: Date | string | undefined): number | null {
  const time = date === undefined ? Number.NaN : new Date(date).getTime()
  return Number.isFinite(time) ? time : null
}
