import type { ChangeHandle } from '../../desk/changes.ts'
import { createPerson } from '../../desk/people/create-person.ts'
import { addContacts } from '../../desk/tickets/contacts.ts'
import { createTicket } from '../../desk/tickets/create-ticket.ts'
import { addEntry } from '../../desk/tickets/entries.ts'
import { setDescriptionHtml } from '../../desk/tickets/set-html.ts'
import type { Tx } from '../../store/handles.ts'
import type { CreateDecision } from '../model.ts'
import { placeAttachments } from './place-attachments.ts'

/** Opens the ticket, with its caller if he is new. Returns the ticket. */
export async function commitCreate(
  tx: Tx,
  decision: CreateDecision,
  messageRowId: number,
  change: ChangeHandle,
  now: number,
): Promise<{ readonly id: number; readonly ref: string }> {
  const callerId =
    decision.caller.kind === 'known'
      ? decision.caller.person.personId
      : await createCaller(tx, decision.caller.person, now)
  const ticket = await createTicket(
    tx,
    {
      class: decision.class,
      title: decision.title,
      description: decision.description,
      callerId,
      organisationId: decision.organisationId,
      origin: decision.origin,
      fields: decision.fields,
    },
    change,
    now,
  )
  const { html } = decision.description
  const place = { ticketId: ticket.id, entryId: null, messageRowId }
  const placed = await placeAttachments(tx, decision.attachments, html, place)
  if (placed !== html) await setDescriptionHtml(tx, ticket.id, placed)
  if (decision.contactIds.length > 0) await addContacts(tx, ticket.id, decision.contactIds)
  if (decision.note !== null) await addNote(tx, ticket.id, decision.note, now)
  return ticket
}

async function createCaller(
  tx: Tx,
  person: Extract<CreateDecision['caller'], { kind: 'new' }>['person'],
  now: number,
): Promise<number> {
  return createPerson(
    tx,
    {
      firstName: person.firstName,
      name: person.name,
      organisationId: person.organisationId,
      addresses: [person.address],
      fields: person.fields,
    },
    now,
  )
}

async function addNote(tx: Tx, ticketId: number, text: string, now: number): Promise<void> {
  await addEntry(
    tx,
    {
      ticketId,
      log: 'private_log',
      authorId: null,
      authorName: 'Postdesk',
      authorAddress: '',
      format: 'text',
      html: '',
      text,
      cutText: '',
      cutRule: null,
      sentAt: null,
      messageId: null,
    },
    now,
  )
}
