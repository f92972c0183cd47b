import type { LeftOut } from '../../ports.ts'
import { refusesAll } from '../net/refuses-all.ts'
import { askForEach, proofOfServer } from './ask-for-each.ts'
import type { ImapConnection } from './connect.ts'
import type { FolderLine } from './folder-line.ts'
import { compressUids, parseUid } from './uid-set.ts'

/** The header block alone, cut at `maxBytes`; null when the message has gone. */
export async function fetchHeaderBlock(
  connection: ImapConnection,
  uid: string,
  maxBytes: number,
): Promise<Uint8Array | null> {
  return (await fetchSizeAndHeaders(connection, uid, maxBytes))?.headers ?? null
}

/** The same with the size in bytes, each null where the server does not give it; null when the message has gone. */
export async function fetchSizeAndHeaders(
  connection: ImapConnection,
  uid: string,
  maxBytes: number,
): Promise<{ readonly sizeBytes: number | null; readonly headers: Uint8Array | null } | null> {
  const query = { uid: true, size: true, bodyParts: [{ key: 'HEADER', start: 0, maxLength: maxBytes }] }
  const row = await connection.client.fetchOne(String(parseUid(uid)), query, { uid: true })
  if (!row) return null
  // imapflow files this section under `headers`, also when it is fetched in part.
  const headers = row.headers ?? row.bodyParts?.get('header')
  // Some servers ignore the limit.
  return { sizeBytes: row.size ?? null, headers: headers?.subarray(0, maxBytes) ?? null }
}

/** The same over a line that is opened again when it breaks; what the server cannot give is told to `onLeftOut`. */
export async function fetchHeadersOf(
  line: FolderLine,
  uid: string,
  maxBytes: number,
  onLeftOut: (leftOut: LeftOut) => void = () => {},
): Promise<Uint8Array | null> {
  let headers: Uint8Array | null = null
  await askForEach(line, [parseUid(uid)], {
    async ask(connection) {
      headers = await fetchHeaderBlock(connection, uid, maxBytes)
    },
    has: () => headers !== null,
    leaveOut: (_, why) => onLeftOut({ uid, ...why }),
  })
  return headers
}

/** One command for all of them, and no more of each than its Message-ID field (RFC 3501, 6.4.5). */
export async function fetchMessageIdFields(
  line: FolderLine,
  uids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const fields = new Map<string, Uint8Array>()
  const wanted = uids.map(parseUid)
  const isWanted = new Set(wanted)
  const query = { uid: true, headers: ['message-id'] }
  let why = ''
  let refused = 0
  await askForEach(line, wanted, {
    async ask({ client }, some) {
      for await (const row of client.fetch(compressUids(some), query, { uid: true })) {
        if (row.headers && isWanted.has(row.uid)) fields.set(String(row.uid), row.headers)
      }
    },
    has: uid => fields.has(String(uid)),
    leaveOut(_, leftOut) {
      if (leftOut.kind === 'absent') return
      refused += 1
      why = leftOut.why
      // One message that lacks its field counts as new; so many of them are no message's fault.
      if (fields.size === 0 && refused >= proofOfServer) throw refusesAll(why)
    },
  })
  return fields
}
