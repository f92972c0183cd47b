import type { Tx } from '../../store/handles.ts'
import { type ChangeHandle, recordOperation } from '../changes.ts'
import { classDefinition } from '../classes/ticket-classes.ts'
import { TITLE_MAX_LENGTH } from '../classes/ticket-fields.ts'
import { cutAt } from '../clean-line.ts'
import { nextReference } from '../references.ts'
import { queueForIndex } from '../search/index-queue.ts'
import { completeTicket, type NewTicket } from './new-ticket.ts'

/** Opens a ticket in its first state, with a line in the history and a place in the queue of the index. */
export async function createTicket(
  tx: Tx,
  newTicket: NewTicket,
  change: ChangeHandle,
  now: number,
): Promise<{ readonly id: number; readonly ref: string }> {
  const ticket = completeTicket(newTicket)
  const ref = await nextReference(tx, ticket.class)
  const { id } = await tx
    .insertInto('ticket')
    .values({
      ref,
      class: ticket.class,
      title: cutAt(ticket.title.toWellFormed(), TITLE_MAX_LENGTH),
      description_format: ticket.description.format,
      description_html: ticket.description.html,
      description_text: ticket.description.text,
      state: classDefinition(ticket.class).initialState,
      caller_id: ticket.callerId,
      organisation_id: ticket.organisationId,
      origin: ticket.origin,
      priority: ticket.priority,
      fields: JSON.stringify(ticket.fields),
      created_at: now,
      updated_at: now,
      closed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const created = { objectType: 'ticket', objectId: id, attribute: 'created', before: null, after: ref }
  await recordOperation(tx, change, created, now)
  await queueForIndex(tx, id, now)
  return { id, ref }
}
