import { limits } from '../mail/limits.ts'
import type { Mail, MailReader, ReadReply, ReadRequest } from '../mail/model.ts'
import { linesNotHeld } from '../mail/new-part/held-texts.ts'
import type { Reads } from '../store/handles.ts'
import { releaseBytes } from './release-bytes.ts'

const LATEST_ENTRIES = 20

/**
 * What a ticket says already: the texts that a mail into it may quote, those of people before what they quoted, the latest
 * first (B8). Of a mail that has an entry there, as after a reset, only what stood above that entry.
 */
export async function heldTextsOf(reads: Reads, ticketId: number, rowId: number | null): Promise<readonly string[]> {
  return textsAbove(reads, ticketId, await ownEntry(reads, ticketId, rowId ?? -1))
}

/** The same for a mail that was processed; none where it has no entry of its own on the ticket. */
export async function heldAboveEntry(reads: Reads, ticketId: number, rowId: number): Promise<readonly string[]> {
  const own = await ownEntry(reads, ticketId, rowId)
  return own === null ? [] : textsAbove(reads, ticketId, own)
}

async function ownEntry(reads: Reads, ticketId: number, rowId: number): Promise<number | null> {
  const own = await reads
    .selectFrom('entry')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('message_id', '=', rowId)
    .orderBy('id')
    .executeTakeFirst()
  return own?.id ?? null
}

async function textsAbove(reads: Reads, ticketId: number, entryId: number | null): Promise<readonly string[]> {
  const entries = await reads
    .selectFrom('entry')
    .select(['text', 'cut_text'])
    .where('ticket_id', '=', ticketId)
    .where('id', '<', entryId ?? Number.MAX_SAFE_INTEGER)
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

/** Whether the sender seems to have typed inside a quote of these texts: then the mail has to be read with them. */
export function hasTypedInside({ newPart, text }: Mail, heldTexts: readonly string[]): boolean {
  // Where nothing was left beside the quote, nothing was cut.
  const quoted = newPart.cutText === '' ? text : newPart.cutText
  return linesNotHeld(quoted.slice(0, limits.newPartLength).split('\n'), heldTexts).size > 0
}

/**
 * The second reading, with the texts of the ticket. It comes after the ticket was found, as only the ticket tells what is
 * old; the first reading stands where this one fails.
 */
export async function readWithHeld(
  reader: Pick<MailReader, 'read'>,
  request: ReadRequest,
  first: ReadReply,
  heldTexts: readonly string[],
): Promise<ReadReply> {
  if (!first.ok || !hasTypedInside(first.mail, heldTexts)) return first
  const second = await reader.read({ ...request, heldTexts })
  if (!second.ok) return first
  // The same contents as before.
  for (const { bytes } of second.contents) releaseBytes(bytes)
  return { ...second, contents: first.contents, ms: first.ms + second.ms }
}

function withinLength(texts: readonly string[]): readonly string[] {
  let left: number = limits.heldTextLength
  return texts.flatMap(text => {
    const part = text.slice(0, left)
    left -= part.length
    return part === '' ? [] : [part]
  })
}
