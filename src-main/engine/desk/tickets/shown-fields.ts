import type { Reads } from '../../store/handles.ts'
import type { DeskField, KeyTarget, TicketClassDefinition } from '../classes/class-definition.ts'
import { stateLabel } from '../classes/ticket-classes.ts'
import { minuteOf } from '../local-time.ts'
import { displayNameOf } from '../people/person-record.ts'
import type { Fields } from './read-fields.ts'

/** What keys point to, by id: names that people know. */
export type Names = { readonly [K in KeyTarget]: ReadonlyMap<string, string> }

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
/** Their values are ISO 8601. */
const DATES = new Set(['start_date', 'last_update', 'close_date'])

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
  const keys = fields.flatMap(({ code, target }) => (target ? { target, id: values[code] ?? '' } : []))
  const names = await keyNames(reads, keys)
  return fields.map(field => {
    const value = values[field.code] ?? ''
    const shown = shownValue(definition, field, value, names)
    return { code: field.code, label: field.label, value, shown, readOnly: field.readOnly ?? false }
  })
}

function shownValue(definition: TicketClassDefinition, field: DeskField, value: string, names: Names): string {
  if (field.target) return names[field.target].get(value) ?? value
  if (field.values) return field.values.find(known => known.code === value)?.label ?? value
  if (field.code === 'status') return stateLabel(definition, value)
  return DATES.has(field.code) && value !== '' ? minuteOf(Date.parse(value)) : value
}

export async function keyNames(
  reads: Reads,
  keys: readonly { readonly target: KeyTarget; readonly id: string }[],
): Promise<Names> {
  const ids = (target: KeyTarget) => rowIds(keys.filter(key => key.target === target).map(key => key.id))
  return {
    person: await personNames(reads, ids('person')),
    organisation: await organisationNames(reads, ids('organisation')),
  }
}

async function personNames(reads: Reads, ids: readonly number[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reads.selectFrom('person').select(['id', 'first_name', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(row => [String(row.id), displayNameOf({ firstName: row.first_name, name: row.name })]))
}

async function organisationNames(reads: Reads, ids: readonly number[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reads.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(row => [String(row.id), row.name]))
}

function rowIds(ids: readonly string[]): readonly number[] {
  return [...new Set(ids)].filter(id => /^\d{1,15}$/.test(id)).map(Number)
}
