import type { Tx } from '../../store/handles.ts'
import { touchDocument } from './touch-ticket.ts'

/** Links persons to a ticket; who is linked already stays so. Returns how many are new. */
export async function addContacts(tx: Tx, ticketId: number, personIds: readonly number[]): Promise<number> {
  if (personIds.length === 0) return 0
  const result = await tx
    .insertInto('ticket_contact')
    .values([...new Set(personIds)].map(personId => ({ ticket_id: ticketId, person_id: personId })))
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  const added = Number(result.numInsertedOrUpdatedRows ?? 0)
  if (added > 0) await touchDocument(tx, ticketId)
  return added
}
