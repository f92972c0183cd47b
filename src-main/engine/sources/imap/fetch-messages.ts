import type { ImapFlowError } from 'imapflow'
import type { FetchedMessage } from '../../ports.ts'
import { largestMessageBytes } from '../net/server-line.ts'
import type { ImapConnection } from './connect.ts'
import type { FolderLine } from './folder-line.ts'
import { compressUids, parseUid } from './uid-set.ts'

/** One round trip: few enough to hold in memory, enough that a slow line does not wait for each message. */
const chunkMessages = 100
const chunkBytes = 8 * 1024 * 1024

const tooLarge = new Set<unknown>(['LiteralTooLarge', 'ResponseTooLarge', 'LineTooLarge'])

/** How many sizes are asked for at once. */
const sizeChunk = 1_000

/**
 * Yields the messages in the order asked, one chunk in memory at a time. Sizes come from `sizes`, the listing of this
 * session, and are asked for where it does not know them. Reads with BODY.PEEK, so nothing becomes \Seen.
 */
export async function* fetchMessages(
  line: FolderLine,
  sizes: ReadonlyMap<number, number>,
  uids: readonly string[],
): AsyncGenerator<FetchedMessage> {
  const wanted = uids.map(parseUid)
  for (let start = 0; start < wanted.length; start += sizeChunk) {
    const some = wanted.slice(start, start + sizeChunk)
    const known = await addSizes(line.current(), sizes, some)
    for (const chunk of cutChunks(some, known)) {
      const messages = await fetchChunk(line, chunk)
      for (const uid of chunk) {
        const raw = messages.get(uid)
        messages.delete(uid)
        if (raw) yield { uid: String(uid), raw }
      }
    }
  }
}

async function addSizes(
  connection: ImapConnection,
  sizes: ReadonlyMap<number, number>,
  uids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const unknown = uids.filter(uid => !sizes.has(uid))
  if (unknown.length === 0) return sizes
  const all = new Map(sizes)
  for await (const row of connection.client.fetch(compressUids(unknown), { uid: true, size: true }, { uid: true })) {
    if (row.uid && row.size !== undefined) all.set(row.uid, row.size)
  }
  return all
}

/** Runs of the order asked. What has no size has gone; what is too large to hold is left out. */
export function cutChunks(uids: readonly number[], sizes: ReadonlyMap<number, number>): number[][] {
  const chunks: number[][] = []
  let chunk: number[] = []
  let bytes = 0
  for (const uid of uids) {
    const size = sizes.get(uid)
    if (size === undefined || size > largestMessageBytes) continue
    if (chunk.length > 0 && (chunk.length === chunkMessages || bytes + size > chunkBytes)) {
      chunks.push(chunk)
      chunk = []
      bytes = 0
    }
    chunk.push(uid)
    bytes += size
  }
  if (chunk.length > 0) chunks.push(chunk)
  return chunks
}

/**
 * One FETCH for all. A server that stumbles over one message refuses the whole command (Exchange) or ends the line
 * (Dovecot), often after giving some: then the rest is asked for one by one, and only what fails by itself is left out.
 */
async function fetchChunk(line: FolderLine, uids: readonly number[]): Promise<Map<number, Uint8Array>> {
  const messages = new Map<number, Uint8Array>()
  const missing = () => uids.filter(uid => !messages.has(uid))
  let outcome = await fetchInto(line.current(), uids, messages)
  // "Some of the requested messages no longer exist" (RFC 2180) may end the answer early; to imapflow it is a success.
  if (outcome === 'complete' && missing().length > 0) outcome = await fetchInto(line.current(), missing(), messages)
  if (outcome === 'complete') return messages
  for (const uid of missing()) {
    if (outcome === 'ended') await line.reopen()
    outcome = await fetchInto(line.current(), [uid], messages)
    if (outcome !== 'complete') line.current().options.log.warn('imap.message-refused', { uid, outcome })
  }
  if (outcome === 'ended') await line.reopen()
  return messages
}

/** 'ended' when the server said goodbye, or tried to send more than any mail holds; a line that just breaks throws. */
async function fetchInto(
  connection: ImapConnection,
  uids: readonly number[],
  messages: Map<number, Uint8Array>,
): Promise<'complete' | 'refused' | 'ended'> {
  const { client } = connection
  try {
    for await (const row of client.fetch(compressUids(uids), { uid: true, source: true }, { uid: true })) {
      if (row.uid && row.source) messages.set(row.uid, row.source)
    }
    return 'complete'
  } catch (error) {
    if (client.usable && !isBusy(error)) return 'refused'
    if (!client.usable && client.byeReason && !client.closedByClient) return 'ended'
    if (!client.usable && isTooLarge(connection.causeOf(error))) return 'ended'
    throw error
  }
}

/** imapflow ends the line over it; the sizes of the listing were another. */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && tooLarge.has(error.code)
}

/** The server cannot give anything just now (RFC 5530): not the fault of one message. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, response } = error as Partial<ImapFlowError>
  if (code === 'ETHROTTLE') return true
  const section = typeof response === 'object' ? response.attributes?.[0] : undefined
  const name = section && 'section' in section ? section.section?.[0] : undefined
  return !!name && 'value' in name && ['UNAVAILABLE', 'INUSE', 'LIMIT'].includes(String(name.value).toUpperCase())
}
