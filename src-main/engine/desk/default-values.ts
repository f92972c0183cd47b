import type { Reads } from '../store/handles.ts'
import type { DeskField, TicketClass } from './classes/class-definition.ts'
import { classDefinition } from './classes/ticket-classes.ts'
import { colonLines, type LineProblem } from './colon-lines.ts'
import { enumCode } from './enum-code.ts'
import { personFields } from './people/person-fields.ts'
import { resolveKey } from './resolve-key.ts'

export type DefaultValue = {
  readonly field: string
  /** Of an enum its code; of a key what was written, resolved when it is used. */
  readonly value: string
  /** From 1. */
  readonly line: number
}
export type ParsedDefaults = {
  readonly values: readonly DefaultValue[]
  readonly problems: readonly LineProblem[]
}

/**
 * Reads `field:value` lines of `ticket_default_values` or `caller_default_values`. Split at the first colon, so that
 * a value may hold colons; blank lines are skipped. Whatever is wrong is named with its line, for the form.
 */
export function parseDefaultValues(text: string, target: TicketClass | 'Person'): ParsedDefaults {
  const fields = fieldsOf(target)
  const values: DefaultValue[] = []
  const problems: LineProblem[] = []
  for (const { line, left, right } of colonLines(text, problems, 'field:value')) {
    const field = fields.find(candidate => candidate.code === left)
    const read = field ? readValue(field, right) : { problem: `${target} has no field ${left}.` }
    if ('problem' in read) problems.push({ line, reason: read.problem })
    else values.push({ field: left, value: read.value, line })
  }
  return { values, problems: problems.toSorted((a, b) => a.line - b.line) }
}

export type ResolvedDefaults =
  /** By field code, ready to store; keys are ids. The last line of a field wins. */
  | { readonly ok: true; readonly values: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly reason: string; readonly problems: readonly LineProblem[] }

/**
 * The same with the names of persons and organisations turned into ids. Those can go or become ambiguous after the inbox
 * was saved, so it is asked again whenever the values are used.
 */
export async function resolveDefaultValues(
  reads: Reads,
  text: string,
  target: TicketClass | 'Person',
): Promise<ResolvedDefaults> {
  const parsed = parseDefaultValues(text, target)
  const values: Record<string, string> = {}
  const problems = [...parsed.problems]
  for (const { field: code, value, line } of parsed.values) {
    const key = fieldsOf(target).find(field => field.code === code)?.target
    const resolved = key === undefined ? null : await resolveKey(reads, key, value)
    if (resolved && !resolved.ok) problems.push({ line, reason: `${code}: ${resolved.reason}` })
    else values[code] = resolved ? String(resolved.id) : value
  }
  const [first] = problems.sort((a, b) => a.line - b.line)
  return first ? { ok: false, reason: `Line ${first.line}: ${first.reason}`, problems } : { ok: true, values }
}

function fieldsOf(target: TicketClass | 'Person'): readonly DeskField[] {
  return target === 'Person' ? personFields : classDefinition(target).fields
}

function readValue(field: DeskField, written: string): { readonly value: string } | { readonly problem: string } {
  if (field.readOnly) return { problem: `${field.code} cannot be set.` }
  if (written === '') {
    return field.mandatory || field.target ? { problem: `${field.code} may not be empty.` } : { value: '' }
  }
  if (field.values) {
    const code = enumCode(field, written)
    if (code !== null) return { value: code }
    const allowed = field.values.map(value => value.label).join(', ')
    return { problem: `${field.code} has no value ${written}; it may be ${allowed}.` }
  }
  if (field.maxLength !== undefined && Array.from(written).length > field.maxLength) {
    return { problem: `${field.code} takes at most ${field.maxLength} characters.` }
  }
  return { value: written }
}
