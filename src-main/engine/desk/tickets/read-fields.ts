import type { Reads } from '../../store/handles.ts'
import type { DeskField, TicketClassDefinition } from '../classes/class-definition.ts'
import { fieldOf } from '../classes/ticket-classes.ts'
import { enumCode } from '../enum-code.ts'
import { resolveKey } from '../resolve-key.ts'

/** Values by field code. */
export type Fields = Readonly<Record<string, string>>

/** Why something is not done, in one sentence, with the field that has to be corrected. */
export type Refusal = { readonly ok: false; readonly reason: string; readonly field?: string }

export function refused(reason: string, field?: string): Refusal {
  return field === undefined ? { ok: false, reason } : { ok: false, reason, field }
}

/**
 * What a person typed for fields of a ticket, as it is stored: enums by code or label, keys by id or unique name. All
 * of it, or the first fault. `whyNot` says which fields may not be set here, beside those that nobody sets.
 */
export async function readFields(
  reads: Reads,
  definition: TicketClassDefinition,
  given: Fields,
  whyNot: (field: DeskField) => string | null = () => null,
): Promise<{ readonly ok: true; readonly fields: Fields } | Refusal> {
  const fields: Record<string, string> = {}
  for (const [code, written] of Object.entries(given)) {
    const field = fieldOf(definition, code)
    if (!field) return refused(`${definition.label} has no field ${code.slice(0, 100)}.`, code)
    const refusal = field.readOnly ? `${field.label} cannot be set.` : whyNot(field)
    if (refusal !== null) return refused(refusal, code)
    const read = await readValue(reads, field, written)
    if ('problem' in read) return refused(read.problem, code)
    fields[code] = read.value
  }
  return { ok: true, fields }
}

async function readValue(
  reads: Reads,
  field: DeskField,
  written: string,
): Promise<{ readonly value: string } | { readonly problem: string }> {
  const value = clean(written, field.maxLength !== undefined)
  if (value === '') return { value }
  const shown = value.slice(0, 200)
  if (field.values) {
    const code = enumCode(field, value)
    return code === null ? { problem: `${field.label} has no value ${shown}.` } : { value: code }
  }
  if (field.target) {
    const key = await resolveKey(reads, field.target, value)
    return key.ok ? { value: String(key.id) } : { problem: `${field.label}: ${key.reason}` }
  }
  if (field.maxLength !== undefined && Array.from(value).length > field.maxLength) {
    return { problem: `${field.label} takes at most ${field.maxLength} characters.` }
  }
  return { value }
}

/** Fields with a bound are one line; in the others only characters go that say nothing and upset whoever shows them. */
function clean(written: string, oneLine: boolean): string {
  const text = written
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
  return (oneLine ? text.replace(/[\t\n\u2028\u2029]+/g, ' ') : text).trim()
}
