import type { FolderListing, FolderState, KnownFolder, ListedMessage } from '../../ports.ts'
import { refusesAll } from '../net/refuses-all.ts'
import { askForEach, askOnce, proofOfServer } from './ask-for-each.ts'
import type { ImapConnection } from './connect.ts'
import type { FolderLine } from './folder-line.ts'
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
  line: FolderLine,
  known: KnownFolder,
  { state, justSelected }: { readonly state: FolderState | null; readonly justSelected: boolean },
): Promise<FolderListing> {
  const { client } = line.current()
  // The count has to be of this moment, also when the session has been open for a while.
  if (!justSelected) await client.noop()
  line.current().assertAlive()
  const mailbox = selectedMailbox(client)
  const uidValidity = String(mailbox.uidValidity)
  const onServer = mailbox.exists
  const sameFolder = known.uidValidity === uidValidity
  if (sameFolder && justSelected && onServer === known.onServer && isSameState(state, known.state)) {
    return { uidValidity, added: [], highestUid: known.highestUid, present: 'unchanged', onServer, state }
  }
  const highest = sameFolder ? Number(known.highestUid ?? 0) : 0
  // On an empty folder some servers refuse every UID set.
  const listed = onServer === 0 ? [] : await listFrom(line, highest + 1)
  const highestUid = listed.reduce((top, message) => Math.max(top, Number(message.uid)), highest)
  // What was put back from here, or listed before an interruption, is recorded already.
  const recorded = sameFolder && listed.length > 0 ? await known.among(listed.map(({ uid }) => uid)) : new Set<string>()
  const added = recorded.size === 0 ? listed : listed.filter(({ uid }) => !recorded.has(uid))
  const listing = { uidValidity, added, highestUid: highestUid === 0 ? null : String(highestUid), state }

  if (!sameFolder && added.length >= onServer) {
    return { ...listing, present: new Set(added.map(message => message.uid)), onServer: added.length }
  }
  if (sameFolder && onServer === known.onServer + added.length) return { ...listing, present: 'unchanged', onServer }
  const gone = sameFolder ? await goneSince(line.current(), known, state) : null
  if (gone && onServer === known.onServer - gone.length + added.length)
    return { ...listing, present: { gone }, onServer }
  return {
    ...listing,
    ...(await compareAll(line, sameFolder ? await known.uids() : new Set(), added, highestUid)),
  }
}

/** Every UID that the server has beside every one we know; what was never listed is listed now. */
async function compareAll(
  line: FolderLine,
  seen: ReadonlySet<string>,
  added: readonly ListedMessage[],
  highestUid: number,
): Promise<Pick<FolderListing, 'added' | 'present' | 'onServer'>> {
  const isEmpty = selectedMailbox(line.current().client).exists === 0
  // What has come since the listing belongs to the next one.
  const uids = isEmpty ? [] : (await searchAllUids(line.current())).filter(uid => isUid(uid) && uid <= highestUid)
  const present = new Set(uids.map(String))
  const addedUids = new Set(added.map(message => message.uid))
  const unlisted = [...present].filter(uid => !seen.has(uid) && !addedUids.has(uid)).map(Number)
  const late = await listLate(line, unlisted, added.length)
  const all = late.length === 0 ? added : [...late, ...added].sort(byUid)
  return { added: all, present, onServer: present.size }
}

/**
 * RFC 3501: `n:*` is never empty, it holds the last message even below n. Where the server stumbles over one message,
 * the others are still told of.
 */
async function listFrom(line: FolderLine, firstUid: number): Promise<readonly ListedMessage[]> {
  const listed = new Map<number, ListedMessage>()
  const isWanted = (uid: number) => uid >= firstUid && isUid(uid)
  const ended = await askOnce(line, connection => describe(connection, `${firstUid}:*`, isWanted, listed))
  if (ended.kind === 'complete') return [...listed.values()].sort(byUid)
  await line.revive()
  const left = (await searchAllUids(line.current())).filter(uid => isWanted(uid) && !listed.has(uid))
  return [...listed.values(), ...(await listLate(line, left, listed.size))].sort(byUid)
}

/**
 * Those that are there and were not told of: some servers (Exchange) show a message later than those with higher UIDs.
 * One that the server cannot describe, or of which it does not tell the size, is listed with the size 0: what it is,
 * its content tells. `before` counts those that were described.
 */
async function listLate(line: FolderLine, uids: readonly number[], before = 0): Promise<readonly ListedMessage[]> {
  const listed = new Map<number, ListedMessage>()
  const bare: number[] = []
  for (let start = 0; start < uids.length; start += uidsPerCommand) {
    const some = uids.slice(start, start + uidsPerCommand)
    const wanted = new Set(some)
    await askForEach(line, some, {
      ask: (connection, group) => describe(connection, compressUids(group), uid => wanted.has(uid), listed),
      has: uid => listed.has(uid),
      leaveOut(uid, { kind, why }) {
        bare.push(uid)
        // One alone proves nothing, or it would stop what waits already.
        const enough = Math.max(2, Math.min(uids.length, proofOfServer))
        if (kind !== 'absent' && before + listed.size === 0 && bare.length >= enough) throw refusesAll(why)
      },
    })
  }
  return [...listed.values(), ...bare.map(uid => ({ uid: String(uid), sizeBytes: 0, receivedAt: null }))].sort(byUid)
}

/** Each message once, whatever else and however often the server tells. */
async function describe(
  { client }: ImapConnection,
  range: string,
  isWanted: (uid: number) => boolean,
  listed: Map<number, ListedMessage>,
): Promise<void> {
  const query = { uid: true, size: true, internalDate: true }
  for await (const row of client.fetch(range, query, { uid: true })) {
    // Rows without a size are flag changes that the server tells in passing.
    if (!isUid(row.uid) || row.size === undefined || !isWanted(row.uid)) continue
    listed.set(row.uid, { uid: String(row.uid), sizeBytes: row.size, receivedAt: toTime(row.internalDate) })
  }
}

function byUid(a: ListedMessage, b: ListedMessage): number {
  return Number(a.uid) - Number(b.uid)
}

function toTime(date: Date | string | undefined): number | null {
  const time = date === undefined ? Number.NaN : new Date(date).getTime()
  return Number.isFinite(time) ? time : null
}
