import { sql } from 'kysely'
import type { TicketDetail } from '../../../../src-preload/contract/entities/ticket.ts'
import type { Reads } from '../../store/handles.ts'
import { classDefinition, stateLabel } from '../classes/ticket-classes.ts'
import { displayNameOf } from '../people/person-record.ts'
import { ticketRows } from './list-tickets.ts'
import { attachmentViews, entryViews } from './ticket-content.ts'

/** Everything that the page of a ticket shows, in the shape of the contract; null when it is not there. */
export async function ticketDetail(reads: Reads, id: number): Promise<TicketDetail | null> {
  const [row] = await ticketRows(reads, [id])
  const ticket = await reads
    .selectFrom('ticket')
    .select(['description_format', 'description_html', 'description_text', 'origin', 'fields', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || !ticket) return null
  return {
    ...row,
    description: ticket.description_html,
    descriptionFormat: ticket.description_format,
    descriptionText: ticket.description_text,
    origin: ticket.origin,
    fields: JSON.parse(ticket.fields) as Record<string, string>,
    closedAt: ticket.closed_at,
    stimuli: stimuliFrom(row.class, row.state),
    entries: await entryViews(reads, id),
    attachments: await attachmentViews(reads, id),
    contacts: await contactsOf(reads, id),
    mails: await mailsOf(reads, id),
    messageIds: await messageIdsOf(reads, id),
    history: await historyOf(reads, id),
  }
}

/** What a person may send from this state; timers and rules send the others. */
function stimuliFrom(ticketClass: string, state: string): TicketDetail['stimuli'] {
  const definition = classDefinition(ticketClass)
  return definition.transitions
    .filter(step => step.from === state)
    .flatMap(step => {
      const stimulus = definition.stimuli.find(known => known.code === step.stimulus)
      if (!stimulus || stimulus.internal) return []
      return { code: stimulus.code, label: stimulus.label, target: stateLabel(definition, step.to) }
    })
}

async function contactsOf(reads: Reads, ticketId: number): Promise<TicketDetail['contacts']> {
  const rows = await reads
    .selectFrom('ticket_contact')
    .innerJoin('person', 'person.id', 'ticket_contact.person_id')
    .select(['person.id', 'first_name', 'person.name'])
    .select(
      sql<string | null>`(SELECT address FROM person_address WHERE person_id = person.id
        ORDER BY position LIMIT 1)`.as('address'),
    )
    .where('ticket_id', '=', ticketId)
    .orderBy('person.name')
    .execute()
  return rows.map(row => ({
    personId: String(row.id),
    name: displayNameOf({ firstName: row.first_name, name: row.name }),
    address: row.address ?? '',
  }))
}

async function mailsOf(reads: Reads, ticketId: number): Promise<TicketDetail['mails']> {
  const rows = await reads
    .selectFrom('message')
    .select(['id', 'message_id', 'subject', 'from_address', 'received_at', 'state'])
    .select(sql<string | null>`json_extract(decision, '$.kind')`.as('kind'))
    .where('ticket_id', '=', ticketId)
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: String(row.id),
    messageId: row.message_id,
    subject: row.subject,
    fromAddress: row.from_address,
    receivedAt: row.received_at,
    outcome: row.kind ?? row.state,
  }))
}

async function messageIdsOf(reads: Reads, ticketId: number): Promise<string[]> {
  const rows = await reads
    .selectFrom('message_reference')
    .select('message_id')
    .where('ticket_id', '=', ticketId)
    .orderBy('created_at')
    .execute()
  return rows.map(row => row.message_id)
}

async function historyOf(reads: Reads, ticketId: number): Promise<TicketDetail['history']> {
  return reads
    .selectFrom('change_operation')
    .innerJoin('change', 'change.id', 'change_operation.change_id')
    .select(['at', 'origin', 'who', 'attribute', 'before', 'after'])
    .where('object_type', '=', 'ticket')
    .where('object_id', '=', ticketId)
    .orderBy('change_operation.id', 'desc')
    .limit(1000)
    .execute()
}
