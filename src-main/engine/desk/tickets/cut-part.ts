import { AppError } from '../../errors.ts'
import { textToHtml } from '../../mail/html/text-to-html.ts'
import type { Reads, Tx } from '../../store/handles.ts'
import { type ChangeHandle, recordOperation } from '../changes.ts'
import { touchTicket } from './touch-ticket.ts'

/** The words of an entry; `html` is sanitised and '' for text. */
export type EntryWords = { readonly format: 'html' | 'text' | 'none'; readonly html: string; readonly text: string }

export type EntryKey = { readonly ticketId: number; readonly entryId: number }

/** An entry as it stands, with what was cut from it. */
export type CutEntry = EntryWords & {
  readonly cutText: string
  readonly messageRowId: number | null
  readonly author: string
}

/** Throws AppError `not-found` where the ticket has no such entry, `conflict` where nothing was cut from it. */
export async function cutEntryOf(reads: Reads, { ticketId, entryId }: EntryKey): Promise<CutEntry> {
  const row = await reads
    .selectFrom('entry')
    .select(['format', 'html', 'text', 'cut_text', 'message_id', 'author_name', 'author_address'])
    .where('id', '=', entryId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  if (!row) throw new AppError('not-found', 'This entry is not there any more.', { field: 'entryId' })
  if (row.cut_text === '') throw new AppError('conflict', 'Nothing was cut from this entry.', { field: 'entryId' })
  const { format, html, text } = row
  const author = row.author_name || row.author_address
  return { format, html, text, cutText: row.cut_text, messageRowId: row.message_id, author }
}

/** The nearest to the whole where the mail itself is gone: what was cut goes below what was not. */
export function wordsWithCut({ format, html, text, cutText }: CutEntry): EntryWords {
  const both = `${text}\n\n${cutText}`
  if (format === 'html') return { format, html: `${html}<br>${textToHtml(cutText)}`, text: both }
  return { format: 'text', html: '', text: text === '' ? cutText : both }
}

/**
 * Lets the entry read as `whole` and keeps how it read before. False, and nothing written, when it was put back
 * already: a second click has no second effect.
 */
export async function putBack(
  tx: Tx,
  key: EntryKey,
  whole: EntryWords,
  change: ChangeHandle,
  now: number,
): Promise<boolean> {
  const { format, html, text, author } = await cutEntryOf(tx, key)
  const kept = await tx
    .insertInto('folded_entry')
    .values({ entry_id: key.entryId, format, html, text })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (kept.numInsertedOrUpdatedRows !== 1n) return false
  await writeWords(tx, key, whole, now)
  await record(tx, key, { before: null, after: author }, change, now)
  return true
}

/** The entry reads as it did before it was put back. False, and nothing written, when it was not. */
export async function foldAgain(tx: Tx, key: EntryKey, change: ChangeHandle, now: number): Promise<boolean> {
  const { author } = await cutEntryOf(tx, key)
  const folded = await tx
    .deleteFrom('folded_entry')
    .where('entry_id', '=', key.entryId)
    .returning(['format', 'html', 'text'])
    .executeTakeFirst()
  if (!folded) return false
  await writeWords(tx, key, folded, now)
  await record(tx, key, { before: author, after: null }, change, now)
  return true
}

async function writeWords(tx: Tx, { ticketId, entryId }: EntryKey, words: EntryWords, now: number): Promise<void> {
  const { format, html, text } = words
  await tx.updateTable('entry').set({ format, html, text }).where('id', '=', entryId).execute()
  await touchTicket(tx, ticketId, now)
}

/** The history tells whose entry it was: `after` when its cut part was put back, `before` when it was folded again. */
function record(
  tx: Tx,
  { ticketId }: EntryKey,
  whose: { readonly before: string | null; readonly after: string | null },
  change: ChangeHandle,
  now: number,
): Promise<void> {
  return recordOperation(tx, change, { objectType: 'ticket', objectId: ticketId, attribute: 'cut_part', ...whose }, now)
}
