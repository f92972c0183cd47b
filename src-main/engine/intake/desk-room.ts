import { type MessageIdKey, readMessageId } from '../desk/message-ids.ts'
import { findCaller } from '../desk/people/find-caller.ts'
import { deletedTicketById, ticketById, ticketByRef } from '../desk/tickets/find-ticket.ts'
import { ticketsByMessageIds } from '../desk/tickets/references.ts'
import type { Reads } from '../store/handles.ts'
import type { DeskView } from './model.ts'

/** The desk as deciding sees it. Steps get it as `DeskView`; composing a decision may also read the desk's tables. */
export interface DeskRoom extends DeskView {
  readonly reads: Reads
}

export function createDeskRoom(reads: Reads, key: MessageIdKey): DeskRoom {
  return {
    reads,
    async findCaller(address) {
      const found = await findCaller(reads, address)
      if (!found) return null
      const { person } = found
      return { personId: person.id, name: person.displayName, address, organisationId: person.organisationId }
    },
    async ticketById(id) {
      return (await ticketById(reads, id)) ?? null
    },
    async ticketByRef(ref) {
      return (await ticketByRef(reads, ref)) ?? null
    },
    async deletedRef(ticketId) {
      return (await deletedTicketById(reads, ticketId))?.ref ?? null
    },
    async ticketsByMessageIds(messageIds) {
      return ticketsByMessageIds(reads, messageIds)
    },
    readOwnMessageId(messageId) {
      return readMessageId(messageId, key)
    },
    async processedWithMessageId(messageId, exceptRowId) {
      const rows = await reads
        .selectFrom('message')
        .select(['id', 'fingerprint', 'ticket_id'])
        .where('message_id', '=', messageId)
        .where('state', '=', 'processed')
        .where('id', '<>', exceptRowId ?? -1)
        .orderBy('id')
        .limit(50)
        .execute()
      return rows.map(row => ({ rowId: row.id, fingerprint: row.fingerprint, ticketId: row.ticket_id }))
    },
  }
}
