import { sql } from 'kysely'
import type { TicketClass } from '../../../../src-preload/contract/entities/inbox.ts'
import type { TicketRow } from '../../../../src-preload/contract/entities/ticket.ts'
import type { Reads } from '../../store/handles.ts'
import { priorityLabel } from '../classes/priorities.ts'
import { displayNameOf } from '../people/person-record.ts'
import { inFullText } from '../search/full-text.ts'
import { fullTextQuery } from '../search/full-text-query.ts'

export type TicketFilter = {
  readonly search?: string | undefined
  /** State codes; none or an empty list means all. */
  readonly states?: readonly string[] | undefined
  readonly offset: number
  readonly limit: number
}

/** One page of tickets, the latest updated first, in the shape of the contract. */
export async function listTickets(reads: Reads, filter: TicketFilter): Promise<{ total: number; rows: TicketRow[] }> {
  const matching = ticketsMatching(reads, filter)
  const { total } = await matching.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const page = matching.orderBy('ticket.updated_at', 'desc').orderBy('ticket.id', 'desc')
  const ids = await page.select('ticket.id').offset(filter.offset).limit(filter.limit).execute()
  const rows = await ticketRows(
    reads,
    ids.map(row => row.id),
  )
  return { total, rows }
}

/** The rows of these tickets, in the order asked. */
export async function ticketRows(reads: Reads, ids: readonly number[]): Promise<TicketRow[]> {
  if (ids.length === 0) return []
  const rows = await reads
    .selectFrom('ticket')
    .leftJoin('person', 'person.id', 'ticket.caller_id')
    .leftJoin('organisation', 'organisation.id', 'ticket.organisation_id')
    .select(['ticket.id', 'ref', 'class', 'title', 'state', 'priority', 'ticket.created_at', 'updated_at'])
    .select(['person.first_name', 'person.name', 'organisation.name as organisation_name'])
    .select([
      sql<string | null>`(SELECT address FROM person_address WHERE person_id = ticket.caller_id
        ORDER BY position LIMIT 1)`.as('caller_address'),
      sql<number>`(SELECT count(*) FROM entry WHERE entry.ticket_id = ticket.id)`.as('entry_count'),
    ])
    .where('ticket.id', 'in', ids)
    .execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    if (!row) return []
    return {
      id: String(row.id),
      ref: row.ref,
      class: row.class as TicketClass,
      title: row.title,
      state: row.state,
      callerName: row.name === null ? '' : displayNameOf({ firstName: row.first_name ?? '', name: row.name }),
      callerAddress: row.caller_address ?? '',
      organisationName: row.organisation_name ?? '',
      priority: priorityLabel(row.priority),
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      entryCount: row.entry_count,
    }
  })
}

function ticketsMatching(reads: Reads, { search, states }: TicketFilter) {
  let tickets = reads.selectFrom('ticket')
  if (states && states.length > 0) tickets = tickets.where('ticket.state', 'in', states)
  const typed = search?.trim() ?? ''
  if (typed === '') return tickets
  const expression = fullTextQuery(search ?? '')
  if (expression === null) return tickets.where(sql<boolean>`0`)
  // By its reference a ticket is found even before the index knows it.
  return tickets.where(eb => eb.or([eb('ticket.ref', '=', typed.toUpperCase()), inFullText(expression)]))
}
