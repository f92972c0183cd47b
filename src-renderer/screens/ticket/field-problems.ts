import type { TFunction } from 'i18next'
import type { FieldDefinition } from '../../../src-preload/contract/entities/ticket-views.ts'

/** What is wrong with a value before the engine is asked; null when nothing is. */
export function problemOf(t: TFunction, field: FieldDefinition, value: string): string | null {
  if (field.mandatory && value.trim() === '') return t('ticket.needed')
  // As the engine counts: a character outside the basic plane is one.
  if (field.maxLength !== null && Array.from(value).length > field.maxLength) {
    return t('ticket.tooLong', { count: field.maxLength })
  }
  return null
}

/** The code of the field that the engine speaks of; null when it speaks of none. */
export function refusedField(field: string | undefined): string | null {
  return field?.startsWith('fields.') ? field.slice('fields.'.length) : null
}

export function fieldId(code: string): string {
  return `ticket-field-${code}`
}
