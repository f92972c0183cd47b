import type { DeskField, TicketClass } from './classes/class-definition.ts'
import { classDefinition } from './classes/ticket-classes.ts'
import { personFields } from './people/person-fields.ts'

/** What every mail brings: its subject or a title for it, who wrote, and that it came by mail. */
const FROM_MAIL = { ticket: ['title', 'caller_id', 'origin'], person: ['name'] } as const

/** Mandatory fields that neither the mail nor these default values would fill. */
export function fieldsLeftEmpty(
  target: TicketClass | 'Person',
  defaults: Readonly<Record<string, string>>,
): readonly DeskField[] {
  return target === 'Person'
    ? leftEmpty(personFields, FROM_MAIL.person, defaults)
    : leftEmpty(classDefinition(target).fields, FROM_MAIL.ticket, defaults)
}

export function leftEmpty(
  fields: readonly DeskField[],
  mapped: readonly string[],
  defaults: Readonly<Record<string, string>>,
): readonly DeskField[] {
  return fields.filter(
    ({ code, mandatory, initial }) => mandatory && !mapped.includes(code) && !(defaults[code] ?? initial),
  )
}
