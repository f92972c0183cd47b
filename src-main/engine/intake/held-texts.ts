import { limits } from '../mail/limits.ts'
import { readHeaderBlock } from '../mail/read/header-block.ts'
import { readReferences } from '../mail/read/message-ids.ts'
import type { Reads } from '../store/handles.ts'
import type { DeskRoom } from './desk-room.ts'

type Answer = {
  readonly raw: Uint8Array
  /** The row of this mail, whose own entry does not count; null for a file. */
  readonly rowId: number | null
  readonly intoTicketId: number | null
}

/** Ids are in the first part of a header; reading on would cost every mail what only a hostile one needs. */
const HEADER_BYTES = 64 * 1024
const LATEST_ENTRIES = 20

/**
 * What the ticket that a mail seems to answer says already, by the ids in its header: with it the reader can tell what
 * somebody typed inside a quote from the quote (B8). Where no ticket is found the list is empty, and the form of the
 * quote decides alone. It settles nothing: which ticket it is, `find-ticket` says.
 */
export async function heldTexts(desk: DeskRoom, { raw, rowId, intoTicketId }: Answer): Promise<readonly string[]> {
  const ticketId = intoTicketId ?? (await answeredTicket(desk, raw))
  return ticketId === null ? [] : textsOf(desk.reads, ticketId, rowId)
}

async function answeredTicket(desk: DeskRoom, raw: Uint8Array): Promise<number | null> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADER_BYTES))
  const ids = readReferences(readHeaderBlock(bytes).fields)
  for (const id of ids) {
    const own = desk.readOwnMessageId(id)
    if (own) return own.ticketId
  }
  const [known] = ids.length === 0 ? [] : await desk.ticketsByMessageIds(ids)
  return known?.ticketId ?? null
}

async function textsOf(reads: Reads, ticketId: number, exceptRowId: number | null): Promise<readonly string[]> {
  const entries = await reads
    .selectFrom('entry')
    .select(['text', 'cut_text'])
    .where('ticket_id', '=', ticketId)
    .where(eb => eb.or([eb('message_id', 'is', null), eb('message_id', '<>', exceptRowId ?? -1)]))
    .orderBy('id', 'desc')
    .limit(LATEST_ENTRIES)
    .execute()
  const ticket = await reads
    .selectFrom('ticket')
    .select('description_text')
    .where('id', '=', ticketId)
    .executeTakeFirst()
  const texts = [...entries.map(({ text }) => text), ticket?.description_text ?? '', ...entries.map(e => e.cut_text)]
  return withinLength(texts.filter(text => text.trim() !== ''))
}

/** What people wrote comes before what they quoted, the latest first; what no longer fits is left out. */
function withinLength(texts: readonly string[]): readonly string[] {
  let left: number = limits.heldTextLength
  return texts.flatMap(text => {
    const part = text.slice(0, left)
    left -= part.length
    return part === '' ? [] : [part]
  })
}
