import type { Tx } from '../store/handles.ts'
import type { TicketClass } from './classes/class-definition.ts'
import { classDefinition } from './classes/ticket-classes.ts'

/** The next reference of a class, such as R-000001. Counted in the caller's transaction; none is ever given twice. */
export async function nextReference(tx: Tx, ticketClass: TicketClass): Promise<string> {
  const { prefix } = classDefinition(ticketClass)
  const counter = await tx
    .insertInto('ticket_counter')
    .values({ prefix, last: 1 })
    .onConflict(conflict => conflict.column('prefix').doUpdateSet(eb => ({ last: eb('ticket_counter.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow()
  return `${prefix}-${String(counter.last).padStart(6, '0')}`
}
