import type { TicketClass } from '../classes/class-definition.ts'
import { priorityFor } from '../classes/priorities.ts'
import { classDefinition } from '../classes/ticket-classes.ts'

export type Description = { readonly format: 'html' | 'text' | 'none'; readonly html: string; readonly text: string }

export type NewTicket = {
  readonly class: TicketClass
  /** Cut at 255 characters when it is longer. */
  readonly title: string
  readonly description: Description
  readonly callerId: number | null
  readonly organisationId: number | null
  /** `mail` for what came by mail; the other codes are in the class. */
  readonly origin: string
  /**
   * By field code, keys as ids. May hold the default values of an inbox as they were resolved: title, description,
   * org_id, caller_id and origin among them override what stands above.
   */
  readonly fields: Readonly<Record<string, string>>
}

/** The same ticket with its default values in their places, initial values filled in and the priority computed. */
export function completeTicket(ticket: NewTicket): NewTicket & { readonly priority: string } {
  const { title, description, org_id, caller_id, origin, ...given } = ticket.fields
  const fields = { ...initialFields(ticket.class), ...given }
  return {
    class: ticket.class,
    title: title ?? ticket.title,
    description: description === undefined ? ticket.description : { format: 'text', html: '', text: description },
    callerId: caller_id === undefined ? ticket.callerId : keyOf(caller_id),
    organisationId: org_id === undefined ? ticket.organisationId : keyOf(org_id),
    origin: origin ?? ticket.origin,
    fields,
    priority: priorityFor(fields['impact'] ?? '', fields['urgency'] ?? ''),
  }
}

function initialFields(ticketClass: TicketClass): Record<string, string> {
  const initial: Record<string, string> = {}
  for (const field of classDefinition(ticketClass).fields) {
    if (field.initial !== undefined) initial[field.code] = field.initial
  }
  return initial
}

function keyOf(value: string): number | null {
  if (value === '') return null
  const id = Number(value)
  if (!Number.isSafeInteger(id)) throw new Error(`A key of a ticket was not resolved: ${value}`)
  return id
}
