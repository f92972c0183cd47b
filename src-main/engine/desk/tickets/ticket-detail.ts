import { sql } from 'kysely'
import type { TicketDetail } from '../../../../src-preload/contract/entities/ticket.ts'
import type { Reads } from '../../store/handles.ts'
import type { TicketClassDefinition } from '../classes/class-definition.ts'
import { classDefinition, stateLabel } from '../classes/ticket-classes.ts'
import { displayNameOf } from '../people/person-record.ts'
import { askedFields } from './demands.ts'
import { inlineImageMaxWidth } from './inline-image-width.ts'
import { ticketRows } from './list-tickets.ts'
import type { Fields } from './read-fields.ts'
import { showFields } from './shown-fields.ts'
import { attachmentViews, entryViews } from './ticket-content.ts'
import { historyOf, mailsOf, messageIdsOf, sentAtOf } from './ticket-story.ts'

/** Everything that the page of a ticket shows, in the shape of the contract; null when it is not there. */
export async function ticketDetail(reads: Reads, id: number): Promise<TicketDetail | null> {
  const [row] = await ticketRows(reads, [id])
  const ticket = await reads
    .selectFrom('ticket')
    .select(['description_format', 'description_html', 'description_text', 'origin', 'fields', 'closed_at'])
    .select(['caller_id', 'organisation_id', 'ticket.priority', 'ref', 'ticket.created_at', 'updated_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || !ticket) return null
  const definition = classDefinition(row.class)
  const fields = JSON.parse(ticket.fields) as Record<string, string>
  return {
    ...row,
    description: ticket.description_html,
    descriptionFormat: ticket.description_format,
    descriptionText: ticket.description_text,
    origin: ticket.origin,
    fields,
    closedAt: ticket.closed_at,
    sentAt: await sentAtOf(reads, id),
    shownFields: [...(await showFields(reads, definition, valuesOf({ ...row, ...ticket, fields })))],
    callerId: keyText(ticket.caller_id),
    organisationId: keyText(ticket.organisation_id),
    stimuli: stimuliFrom(definition, row.state, fields),
    entries: await entryViews(reads, id),
    attachments: await attachmentViews(reads, id),
    contacts: await contactsOf(reads, id),
    mails: await mailsOf(reads, id),
    messageIds: await messageIdsOf(reads, id),
    inlineImageMaxWidth: await inlineImageMaxWidth(reads, id),
    history: await historyOf(reads, definition, id),
  }
}

type TicketValues = Pick<TicketDetail, 'title' | 'state' | 'origin' | 'ref' | 'fields'> & {
  readonly description_text: string
  readonly caller_id: number | null
  readonly organisation_id: number | null
  readonly priority: string
  readonly created_at: number
  readonly updated_at: number
  readonly closed_at: number | null
}

/** Every field by code, those with a column of their own as well. */
function valuesOf(ticket: TicketValues): Fields {
  const date = (at: number | null) => (at === null ? '' : new Date(at).toISOString())
  return {
    ...ticket.fields,
    title: ticket.title,
    description: ticket.description_text,
    org_id: keyText(ticket.organisation_id) ?? '',
    caller_id: keyText(ticket.caller_id) ?? '',
    origin: ticket.origin,
    priority: ticket.priority,
    ref: ticket.ref,
    status: ticket.state,
    start_date: date(ticket.created_at),
    last_update: date(ticket.updated_at),
    close_date: date(ticket.closed_at),
  }
}

function keyText(id: number | null): string | null {
  return id === null ? null : String(id)
}

/** What a person may send from this state; timers and rules send the others. */
function stimuliFrom(definition: TicketClassDefinition, state: string, fields: Fields): TicketDetail['stimuli'] {
  return definition.transitions
    .filter(step => step.from === state)
    .flatMap(step => {
      const stimulus = definition.stimuli.find(known => known.code === step.stimulus)
      if (!stimulus || stimulus.internal) return []
      const asks = [...askedFields(definition, step, fields)]
      return { code: stimulus.code, label: stimulus.label, target: stateLabel(definition, step.to), asks }
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
