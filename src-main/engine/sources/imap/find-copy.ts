import { AppError } from '../../errors.ts'
import type { ImapConnection } from './connect.ts'
import { fetchHeaderBlock, fetchSizeAndHeaders } from './fetch-headers.ts'
import { selectedMailbox } from './folder-names.ts'
import { compressUids, isUid } from './uid-set.ts'

/** Enough to find the Message-ID in, and to tell two deliveries of one mail apart by their Received lines. */
const headerBytes = 64 * 1024

/** What a copy is known by. Without headers, which some servers cannot give of a damaged mail, by nothing. */
export type Original = { readonly sizeBytes: number | null; readonly headers: Uint8Array | null }

/** How a folder stood before something was put into it. */
export type FolderBefore = {
  /** As the server names it. */
  readonly path: string
  readonly uidValidity: string
  /** What comes later has this UID or a higher one (RFC 3501, 2.3.1.1). */
  readonly uidNext: number
}

/** Reads what a copy of this message will be known by. */
export async function readOriginal(connection: ImapConnection, uid: number): Promise<Original> {
  return (await fetchSizeAndHeaders(connection, String(uid), headerBytes)) ?? { sizeBytes: null, headers: null }
}

/** What a mail will be known by once it lies in a folder. */
export function originalOf(raw: Uint8Array): Original {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const end = bytes.indexOf('\r\n\r\n')
  return { sizeBytes: raw.length, headers: bytes.subarray(0, Math.min(end < 0 ? raw.length : end + 4, headerBytes)) }
}

/** Throws AppError when the server does not tell: then nobody could say later what is new in the folder. */
export async function readFolder(connection: ImapConnection, path: string): Promise<FolderBefore> {
  const status = await connection.client.status(path, { uidNext: true, uidValidity: true })
  const { uidNext, uidValidity } = status || {}
  if (!uidNext || !uidValidity) {
    throw connection.refused('The server does not tell what the target folder holds.', { field: 'target_folder' })
  }
  return { path, uidValidity: String(uidValidity), uidNext }
}

/**
 * The UID of the original's copy among what came into the folder since: same size, same header block. With `uid`, only
 * that one is looked at. Null when there is none. Opens the folder read-only and then the one that was open again.
 */
export async function findCopy(
  connection: ImapConnection,
  before: FolderBefore,
  original: Original,
  uid?: number,
): Promise<number | null> {
  const { client } = connection
  const home = selectedMailbox(client)
  await client.mailboxOpen(before.path, { readOnly: true })
  try {
    const isSame = String(selectedMailbox(client).uidValidity) === before.uidValidity
    // Numbered anew, the folder says no longer what came since.
    if (uid !== undefined && isSame) return await firstLike(connection, [uid], original)
    return await firstLike(connection, await searchSince(connection, isSame ? before.uidNext : 1, original), original)
  } finally {
    if (client.usable) await reopen(connection, home.path, home.uidValidity)
  }
}

/** A UID of the folder as it was means another mail in one that was made anew under its name. */
async function reopen(connection: ImapConnection, path: string, uidValidity: bigint): Promise<void> {
  const opened = await connection.client.mailboxOpen(path)
  if (opened.uidValidity === uidValidity) return
  throw new AppError('connection-failed', 'The server has renumbered the folder meanwhile.', { retry: true })
}

async function searchSince(
  connection: ImapConnection,
  uidNext: number,
  { headers }: Original,
): Promise<readonly number[]> {
  const { client } = connection
  if (selectedMailbox(client).exists === 0) return []
  const messageId = headers === null ? null : readMessageId(headers)
  const range = { uid: `${uidNext}:*` }
  const byId =
    messageId === null ? false : await client.search({ ...range, header: { 'message-id': messageId } }, { uid: true })
  const found = Array.isArray(byId) ? byId : await client.search(range, { uid: true })
  if (!Array.isArray(found)) throw connection.refused('The server does not tell what the target folder holds.')
  // RFC 3501: `n:*` is never empty, it holds the last message even below n.
  return found.filter(uid => isUid(uid) && uid >= uidNext)
}

async function firstLike(
  connection: ImapConnection,
  uids: readonly number[],
  { sizeBytes, headers }: Original,
): Promise<number | null> {
  if (uids.length === 0 || headers === null) return null
  const sizes = new Map<number, number>()
  for await (const row of connection.client.fetch(compressUids(uids), { uid: true, size: true }, { uid: true })) {
    if (row.size !== undefined) sizes.set(row.uid, row.size)
  }
  for (const uid of uids.toSorted((a, b) => a - b)) {
    const size = sizes.get(uid)
    if (size === undefined || (sizeBytes !== null && size !== sizeBytes)) continue
    const other = await fetchHeaderBlock(connection, String(uid), headerBytes)
    if (other !== null && Buffer.compare(other, headers) === 0) return uid
  }
  return null
}

function readMessageId(headers: Uint8Array): string | null {
  const text = Buffer.from(headers).toString('latin1')
  const value = /^message-id:[ \t]*((?:.|\r?\n[ \t])*)/im.exec(text)?.[1] ?? ''
  // ASCII only: anything else would be searched for with a CHARSET, which some servers refuse.
  return /<[!-;=?-~]+>/.exec(value)?.[0] ?? null
}
