import type { Reads } from '../../store/handles.ts'
import type { DeskField, KeyTarget, TicketClassDefinition } from '../classes/class-definition.ts'
import { stateLabel } from '../classes/ticket-classes.ts'
import { displayNameOf } from '../people/person-record.ts'
import type { Fields } from './read-fields.ts'

type Names = { readonly [K in KeyTarget]: ReadonlyMap<string, string> }

export type ShownField = {
  readonly code: string
  readonly label: string
  /** As `tickets.edit` takes it. */
  readonly value: string
  /** As people read it: labels of enums, names of persons and organisations. */
  readonly shown: string
  readonly readOnly: boolean
}

/** Logs are no fields of a form: their entries are shown one by one. */
const LOGS = new Set(['public_log', 'private_log'])

/** The fields of a class that a form shows, in its order. */
export function formFields(definition: TicketClassDefinition): readonly DeskField[] {
  return definition.fields.filter(field => !LOGS.has(field.code))
}

export async function showFields(
  reads: Reads,
  definition: TicketClassDefinition,
  values: Fields,
): Promise<readonly ShownField[]> {
  const fields = formFields(definition)
  const keys = (target: KeyTarget) =>
    fields.filter(field => field.target === target).map(field => values[field.code] ?? '')
  const names: Names = {
    person: await personNames(reads, keys('person')),
    organisation: await organisationNames(reads, keys('organisation')),
  }
  return fields.map(field => {
    const value = values[field.code] ?? ''
    const shown = shownValue(definition, field, value, names)
    return { code: field.code, label: field.label, value, shown, readOnly: field.readOnly ?? false }
  })
}

function shownValue(definition: TicketClassDefinition, field: DeskField, value: string, names: Names): string {
  if (field.target) return names[field.target].get(value) ?? value
  if (field.values) return field.values.find(known => known.code === value)?.label ?? value
  return field.code === 'status' ? stateLabel(definition, value) : value
}

export async function personNames(reads: Reads, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = rowIds(ids)
  if (asked.length === 0) return new Map()
  const rows = await reads.selectFrom('person').select(['id', 'first_name', 'name']).where('id', 'in', asked).execute()
  return new Map(rows.map(row => [String(row.id), displayNameOf({ firstName: row.first_name, name: row.name })]))
}

async function organisationNames(reads: Reads, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = rowIds(ids)
  if (asked.length === 0) return new Map()
  const rows = await reads.selectFrom('organisation').select(['id', 'name']).where('id', 'in', asked).execute()
  return new Map(rows.map(row => [String(row.id), row.name]))
}

function rowIds(ids: readonly string[]): readonly number[] {
  return [...new Set(ids)].filter(id => /^\d{1,15}$/.test(id)).map(Number)
}
