import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Reads, Tx } from '../../store/handles.ts'
import type { Snapshot } from '../../store/snapshots.ts'
import type { TicketDocument } from './document.ts'

/** Everything that only SQLite's FTS5 can do; another store will have its own file in the place of this one. */

/** Tickets that one turn looks through. Beginning a look costs as much as half of it, so it is worth a long one. */
const SLICE_TICKETS = 200_000

export async function replaceInIndex(tx: Tx, document: TicketDocument): Promise<void> {
  const { ticketId, ref, title, description, log, people, attachments } = document
  await sql`DELETE FROM ticket_search WHERE rowid = ${ticketId}`.execute(tx)
  await sql`INSERT INTO ticket_search (rowid, ref, title, description, log, people, attachments)
    VALUES (${ticketId}, ${ref}, ${title}, ${description}, ${log}, ${people}, ${attachments})`.execute(tx)
}

export async function removeFromIndex(tx: Tx, ticketId: number): Promise<void> {
  await sql`DELETE FROM ticket_search WHERE rowid = ${ticketId}`.execute(tx)
}

/** Is the ticket of the outer query among those that match? `expression` comes from `fullTextQuery`. */
export function inFullText(expression: string): RawBuilder<boolean> {
  return sql<boolean>`ticket.id IN (SELECT rowid FROM ticket_search WHERE ticket_search MATCH ${expression})`
}

/** Best first. */
export async function idsInFullText(reads: Reads, expression: string, limit: number): Promise<readonly number[]> {
  const found = await sql<{ id: number }>`
    SELECT rowid AS id FROM ticket_search WHERE ticket_search MATCH ${expression}
    ORDER BY bm25(ticket_search, 10, 5, 1, 1, 2, 2) LIMIT ${limit}`.execute(reads)
  return found.rows.map(row => row.id)
}

/** The same in a long list: every ticket that matches, the best first. */
export function rankedInFullText(snapshot: Snapshot, expression: string): readonly number[] {
  return snapshot.numbers(sql<number>`SELECT rowid FROM ticket_search WHERE ticket_search MATCH ${expression}
    ORDER BY bm25(ticket_search, 10, 5, 1, 1, 2, 2)`)
}

/** Every ticket that matches, in no order, with a turn of the loop for everybody else in between. */
export async function ticketsInFullText(snapshot: Snapshot, expression: string): Promise<readonly number[]> {
  const found: number[] = []
  const [highest = 0] = snapshot.numbers(sql<number>`SELECT max(ticket_id) FROM ticket_indexed`)
  for (let from = 0; from <= highest; from += SLICE_TICKETS) {
    const slice = snapshot.numbers(sql<number>`SELECT rowid FROM ticket_search
      WHERE ticket_search MATCH ${expression} AND rowid BETWEEN ${from} AND ${from + SLICE_TICKETS - 1}`)
    for (const id of slice) found.push(id)
    await nextTurn()
  }
  return found
}

export async function strayIndexRows(reads: Reads, limit: number): Promise<readonly number[]> {
  const found = await sql<{ id: number }>`
    SELECT rowid AS id FROM ticket_search WHERE rowid NOT IN (SELECT id FROM ticket) LIMIT ${limit}`.execute(reads)
  return found.rows.map(row => row.id)
}

/** Tickets that nobody queued although the index holds an older revision of them, or nothing. */
export async function staleTickets(reads: Reads, limit: number): Promise<readonly { readonly ref: string }[]> {
  const found = await sql<{ ref: string }>`
    SELECT ticket.ref FROM ticket LEFT JOIN ticket_indexed ON ticket_indexed.ticket_id = ticket.id
    WHERE (ticket_indexed.revision IS NOT ticket.revision OR ticket.id NOT IN (SELECT rowid FROM ticket_search))
      AND ticket.id NOT IN (SELECT ticket_id FROM index_queue)
    ORDER BY ticket.id LIMIT ${limit}`.execute(reads)
  return found.rows
}
