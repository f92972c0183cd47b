import type { ImapConnection } from './connect.ts'
import { parseUid } from './uid-set.ts'

/** The header block alone, cut at `maxBytes`; null when the message has gone. */
export async function fetchHeaderBlock(
  connection: ImapConnection,
  uid: string,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const query = { uid: true, bodyParts: [{ key: 'HEADER', start: 0, maxLength: maxBytes }] }
  const row = await connection.client.fetchOne(String(parseUid(uid)), query, { uid: true })
  if (!row) return null
  // imapflow files this section under `headers`, also when it is fetched in part.
  const headers = row.headers ?? row.bodyParts?.get('header')
  // Some servers ignore the limit.
  return headers?.subarray(0, maxBytes) ?? null
}
