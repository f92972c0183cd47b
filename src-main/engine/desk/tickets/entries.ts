import type { Tx } from '../../store/handles.ts'
import { touchTicket } from './touch-ticket.ts'

export type NewEntry = {
  readonly ticketId: number
  readonly log: 'public_log' | 'private_log'
  readonly authorId: number | null
  readonly authorName: string
  readonly authorAddress: string
  readonly format: 'html' | 'text' | 'none'
  /** Sanitised; '' for text. */
  readonly html: string
  readonly text: string
  /** What was left out of the mail, and the rule that cut it. */
  readonly cutText: string
  readonly cutRule: string | null
  /** Date of the mail, UTC milliseconds. */
  readonly sentAt: number | null
  readonly messageId: number | null
}

/** Adds to a log of a ticket and marks the ticket as updated. Returns the id of the entry. */
export async function addEntry(tx: Tx, entry: NewEntry, now: number): Promise<number> {
  const { id } = await tx
    .insertInto('entry')
    .values({
      ticket_id: entry.ticketId,
      log: entry.log,
      author_id: entry.authorId,
      author_name: entry.authorName,
      author_address: entry.authorAddress,
      format: entry.format,
      html: entry.html,
      text: entry.text,
      cut_text: entry.cutText,
      cut_rule: entry.cutRule,
      sent_at: entry.sentAt,
      processed_at: now,
      message_id: entry.messageId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await touchTicket(tx, entry.ticketId, now)
  return id
}
