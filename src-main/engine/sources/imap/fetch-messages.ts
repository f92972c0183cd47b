import type { FetchedMessage, LeftOut } from '../../ports.ts'
import { largestMessageBytes } from '../net/server-line.ts'
import { chunkBytes, chunkMessages } from './answer-budget.ts'
import { askForEach, askOnce, reviveFor } from './ask-for-each.ts'
import type { FolderLine } from './folder-line.ts'
import { compressUids, parseUid } from './uid-set.ts'

/** How many sizes are asked for at once. */
const sizeChunk = 1_000

const tooLarge: Omit<LeftOut, 'uid'> = { kind: 'too-large', why: 'By its size it is larger than any mail.' }
const withoutContent: Omit<LeftOut, 'uid'> = { kind: 'refused', why: 'The server answered without its content.' }

export type FetchOrder = {
  /** By UID, from the listing of this session; asked for where it does not know them. */
  readonly sizes: ReadonlyMap<number, number>
  readonly signal: AbortSignal
  readonly onLeftOut: (leftOut: LeftOut) => void
}

/**
 * Yields the messages in the order asked, one chunk in memory at a time. Reads with BODY.PEEK, so nothing becomes
 * \Seen. What came whole is yielded, also when it throws afterwards.
 */
export async function* fetchMessages(
  line: FolderLine,
  uids: readonly string[],
  order: FetchOrder,
): AsyncGenerator<FetchedMessage> {
  const leaveOut = (uid: number, why: Omit<LeftOut, 'uid'>) => {
    line.current().options.log.warn('imap.message-left-out', { uid, kind: why.kind })
    order.onLeftOut({ uid: String(uid), ...why })
  }
  const wanted = uids.map(parseUid)
  for (let start = 0; start < wanted.length; start += sizeChunk) {
    const some = wanted.slice(start, start + sizeChunk)
    const known = await addSizes(line, order, some)
    for (const uid of some) {
      const size = known.get(uid)
      if (size === undefined) leaveOut(uid, { kind: 'absent', why: '' })
      else if (size > largestMessageBytes) leaveOut(uid, tooLarge)
    }
    for (const chunk of cutChunks(some, known)) {
      const messages = new Map<number, Uint8Array>()
      const failure = await fetchChunk(line, chunk, messages, order.signal, leaveOut).catch((error: unknown) => ({
        error,
      }))
      for (const uid of chunk) {
        const raw = messages.get(uid)
        messages.delete(uid)
        if (raw) yield { uid: String(uid), raw }
      }
      if (failure) throw failure.error
    }
  }
}

/** Those that the server does not name have gone; of those whose size it does not tell, 0 is taken. */
async function addSizes(
  line: FolderLine,
  { sizes, signal }: FetchOrder,
  uids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const unknown = uids.filter(uid => !sizes.has(uid))
  if (unknown.length === 0) return sizes
  const all = new Map(sizes)
  const query = { uid: true, size: true }
  const isGivenUp = () => signal.aborted
  await reviveFor(line, isGivenUp)
  const ended = await askOnce(
    line,
    async ({ client }) => {
      for await (const row of client.fetch(compressUids(unknown), query, { uid: true })) {
        if (row.uid) all.set(row.uid, row.size ?? all.get(row.uid) ?? 0)
      }
    },
    isGivenUp,
  )
  await reviveFor(line, isGivenUp)
  // An answer that is not whole says nothing of those that it lacks.
  if (ended.kind !== 'complete') for (const uid of unknown) if (!all.has(uid)) all.set(uid, 0)
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

async function fetchChunk(
  line: FolderLine,
  uids: readonly number[],
  messages: Map<number, Uint8Array>,
  signal: AbortSignal,
  leaveOut: (uid: number, why: Omit<LeftOut, 'uid'>) => void,
): Promise<void> {
  const wanted = new Set(uids)
  const empty = new Set<number>()
  await askForEach(line, uids, {
    async ask({ client }, some) {
      for await (const row of client.fetch(compressUids(some), { uid: true, source: true }, { uid: true })) {
        if (!wanted.has(row.uid)) continue
        if (row.source) messages.set(row.uid, row.source)
        else empty.add(row.uid)
      }
    },
    has: uid => messages.has(uid),
    leaveOut: (uid, why) => leaveOut(uid, why.kind === 'absent' && empty.has(uid) ? withoutContent : why),
    isGivenUp: () => signal.aborted,
  })
}
