import { textToParagraphs } from '../../mail/html/text-to-paragraphs.ts'
import type { Tx } from '../../store/handles.ts'
import { type ChangeHandle, recordOperation } from '../changes.ts'
import type { TicketClassDefinition } from '../classes/class-definition.ts'
import { priorityFor } from '../classes/priorities.ts'
import { classDefinition, fieldOf, stateLabel } from '../classes/ticket-classes.ts'
import { isDemandedIn } from './demands.ts'
import { type TicketRecord, ticketById } from './find-ticket.ts'
import { type Fields, type Refusal, readFields, refused } from './read-fields.ts'
import { touchTicket } from './touch-ticket.ts'

type Edit = { readonly ticketId: number; readonly fields: Fields }
type EditOutcome = { readonly ok: true; readonly changed: readonly string[] } | Refusal

/** Fields with a column of their own; all others stand together in `fields`. */
const COLUMNS = ['title', 'description', 'caller_id', 'org_id', 'origin', 'priority'] as const

/**
 * Changes fields of a ticket by code: all of them, or none and one sentence why. What has its value already is no
 * change and leaves no trace.
 */
export async function editTicket(tx: Tx, edit: Edit, change: ChangeHandle, now: number): Promise<EditOutcome> {
  const ticket = await ticketById(tx, edit.ticketId)
  if (!ticket) return refused('This ticket is not there any more.')
  const definition = classDefinition(ticket.class)
  const read = await readFields(tx, definition, edit.fields)
  if (!read.ok) return read
  const emptied = whyNotEmpty(definition, ticket.state, read.fields)
  if (emptied) return emptied

  const before = await valuesOf(tx, ticket)
  const after = withPriority({ ...before, ...read.fields })
  const changed = Object.keys(after).filter(code => (after[code] ?? '') !== (before[code] ?? ''))
  if (changed.length === 0) return { ok: true, changed }
  await write(tx, ticket, after, changed)
  await touchTicket(tx, ticket.id, now)
  for (const attribute of changed) {
    const values = { before: before[attribute] || null, after: after[attribute] || null }
    await recordOperation(tx, change, { objectType: 'ticket', objectId: ticket.id, attribute, ...values }, now)
  }
  return { ok: true, changed }
}

function whyNotEmpty(definition: TicketClassDefinition, state: string, fields: Fields): Refusal | null {
  for (const [code, value] of Object.entries(fields)) {
    if (value !== '') continue
    const field = fieldOf(definition, code)
    if (field?.mandatory) return refused(`${field.label} may not be empty.`, code)
    if (!field || !isDemandedIn(definition, state, code)) continue
    return refused(`${field.label} may not be empty while the ticket is ${stateLabel(definition, state)}.`, code)
  }
  return null
}

async function valuesOf(tx: Tx, ticket: TicketRecord): Promise<Fields> {
  const { description_text } = await tx
    .selectFrom('ticket')
    .select('description_text')
    .where('id', '=', ticket.id)
    .executeTakeFirstOrThrow()
  return {
    ...ticket.fields,
    title: ticket.title,
    // As `readFields` would read it back, so that a form that sends it unchanged changes nothing.
    description: description_text.trim(),
    caller_id: ticket.callerId === null ? '' : String(ticket.callerId),
    org_id: ticket.organisationId === null ? '' : String(ticket.organisationId),
    origin: ticket.origin,
    priority: ticket.priority,
  }
}

function withPriority(fields: Fields): Fields {
  return { ...fields, priority: priorityFor(fields['impact'] ?? '', fields['urgency'] ?? '') }
}

async function write(tx: Tx, ticket: TicketRecord, after: Fields, changed: readonly string[]): Promise<void> {
  const own = Object.entries(after).filter(([code]) => !COLUMNS.some(column => column === code))
  await tx
    .updateTable('ticket')
    .set({
      title: after['title'] ?? '',
      caller_id: keyOf(after['caller_id']),
      organisation_id: keyOf(after['org_id']),
      origin: after['origin'] ?? '',
      priority: after['priority'] ?? '',
      fields: JSON.stringify(Object.fromEntries(own)),
    })
    .where('id', '=', ticket.id)
    .execute()
  if (changed.includes('description')) await writeDescription(tx, ticket.id, after['description'] ?? '')
}

async function writeDescription(tx: Tx, ticketId: number, text: string): Promise<void> {
  await tx
    .updateTable('ticket')
    .set({
      description_format: text === '' ? 'none' : 'html',
      description_html: textToParagraphs(text),
      description_text: text,
    })
    .where('id', '=', ticketId)
    .execute()
  // The old description showed them in place; nothing does now, so they are listed like any other attachment.
  await tx
    .updateTable('attachment')
    .set({ inline: 0 })
    .where('ticket_id', '=', ticketId)
    .where('entry_id', 'is', null)
    .where('inline', '=', 1)
    .execute()
}

function keyOf(value: string | undefined): number | null {
  return value ? Number(value) : null
}
