import { AppError } from '../../errors.ts'
import type { Tx } from '../../store/handles.ts'
import { type ChangeHandle, recordOperation } from '../changes.ts'
import { removeFromIndex } from '../search/full-text.ts'
import { ticketById } from './find-ticket.ts'

/**
 * Removes a ticket with its entries, attachments, contacts and history; one line of history says that it was deleted.
 * Its mails keep the number, its reference is never given again. Throws AppError `not-found`.
 */
export async function deleteTicket(tx: Tx, ticketId: number, change: ChangeHandle, now: number): Promise<void> {
  const ticket = await ticketById(tx, ticketId)
  if (!ticket) throw new AppError('not-found', 'This ticket is not there any more.')
  const { id, ref, title } = ticket
  await tx.insertInto('deleted_ticket').values({ id, ref, class: ticket.class, title, deleted_at: now }).execute()
  await tx.deleteFrom('change_operation').where('object_type', '=', 'ticket').where('object_id', '=', id).execute()
  await tx.deleteFrom('ticket').where('id', '=', id).execute()
  await tx.deleteFrom('index_queue').where('ticket_id', '=', id).execute()
  await tx.deleteFrom('ticket_indexed').where('ticket_id', '=', id).execute()
  await removeFromIndex(tx, id)
  const deleted = { objectType: 'ticket', objectId: id, attribute: 'deleted', before: ref, after: null }
  await recordOperation(tx, change, deleted, now)
}
