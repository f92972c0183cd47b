import type { TicketCounts } from '../../../../../src-preload/contract/entities/ticket-views.ts'
import type { Reads } from '../../../store/handles.ts'
import { ticketClasses } from '../../classes/ticket-classes.ts'

/** Tickets by state and by class; every state and class that there is, in the order of the life cycle. */
export async function countTickets(reads: Reads): Promise<TicketCounts> {
  const rows = await reads
    .selectFrom('ticket')
    .select(eb => ['class', 'state', eb.fn.countAll<number>().as('n')])
    .groupBy(['class', 'state'])
    .execute()
  const sum = (of: (row: (typeof rows)[number]) => boolean) => rows.reduce((n, row) => n + (of(row) ? row.n : 0), 0)
  const states = new Map(
    ticketClasses.flatMap(({ states: known, closedStates }) =>
      known.map(({ code, label }) => [code, { code, label, closed: closedStates.includes(code) }] as const),
    ),
  )
  return {
    total: sum(() => true),
    states: [...states.values()].map(state => ({ ...state, count: sum(row => row.state === state.code) })),
    classes: ticketClasses.map(({ name, label }) => ({ class: name, label, count: sum(row => row.class === name) })),
  }
}
