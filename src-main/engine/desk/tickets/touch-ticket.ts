import { sql } from 'kysely'
import type { Tx } from '../../store/handles.ts'
import { queueForIndex } from '../search/index-queue.ts'

/** Something of the ticket is new: its time, its revision, its place in the index. */
export async function touchTicket(tx: Tx, ticketId: number, now: number): Promise<void> {
  await tx
    .updateTable('ticket')
    .set(eb => ({ updated_at: now, revision: eb('revision', '+', 1) }))
    .where('id', '=', ticketId)
    .execute()
  await queueForIndex(tx, ticketId, now)
}

/**
 * The same for what comes with a ticket or an entry and in its transaction, which have set the time already:
 * attachments, contacts.
 */
export async function touchDocument(tx: Tx, ticketId: number): Promise<void> {
  await tx
    .updateTable('ticket')
    .set(eb => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', ticketId)
    .execute()
  await sql`INSERT INTO index_queue (ticket_id, queued_at) SELECT id, updated_at FROM ticket WHERE id = ${ticketId}
    ON CONFLICT DO NOTHING`.execute(tx)
}
