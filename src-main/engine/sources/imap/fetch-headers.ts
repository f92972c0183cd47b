import type { ImapConnection } from './connect.ts'
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

/** One command for all of them, and no more of each than its Message-ID field (RFC 3501, 6.4.5). */
export async function fetchMessageIdFields(
  connection: ImapConnection,
  uids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const fields = new Map<string, Uint8Array>()
  if (uids.length === 0) return fields
  const wanted = new Set(uids.map(parseUid))
  const query = { uid: true, headers: ['message-id'] }
  for await (const row of connection.client.fetch(compressUids([...wanted]), query, { uid: true })) {
    if (row.headers && wanted.has(row.uid)) fields.set(String(row.uid), row.headers)
  }
  return fields
}
