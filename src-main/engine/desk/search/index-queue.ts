import { sql } from 'kysely'
import type { Tx } from '../../store/handles.ts'

/**
 * Has the ticket's place in the full-text index written anew, soon, outside of this transaction. A ticket that waits
 * already keeps its place in the queue.
 */
export async function queueForIndex(tx: Tx, ticketId: number, now: number): Promise<void> {
  await tx
    .insertInto('index_queue')
    .values({ ticket_id: ticketId, queued_at: now })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** His name and addresses are in the index of every ticket that he called, wrote to or is a contact of. */
export async function queueTicketsOfPerson(tx: Tx, personId: number, now: number): Promise<void> {
  await sql`
    INSERT INTO index_queue (ticket_id, queued_at)
    SELECT ticket.id, ${now} FROM ticket
    WHERE caller_id = ${personId}
      OR id IN (SELECT ticket_id FROM ticket_contact WHERE person_id = ${personId})
    ON CONFLICT DO NOTHING`.execute(tx)
}
