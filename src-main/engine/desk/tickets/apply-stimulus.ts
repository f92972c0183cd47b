import type { Reads, Tx } from '../../store/handles.ts'
import { type ChangeHandle, recordOperation } from '../changes.ts'
import type { TicketClassDefinition, Transition } from '../classes/class-definition.ts'
import { priorityFor } from '../classes/priorities.ts'
import { classDefinition, fieldOf, stateLabel, transitionFor } from '../classes/ticket-classes.ts'
import { enumCode } from '../enum-code.ts'
import { resolveKey } from '../resolve-key.ts'
import { queueForIndex } from '../search/index-queue.ts'
import { type TicketRecord, ticketById } from './find-ticket.ts'

export type StimulusRequest = {
  readonly ticketId: number
  readonly stimulus: string
  /** Fields to set on the way, by code; enums by code or label, keys by id or unique name. */
  readonly fields: Readonly<Record<string, string>>
}

export type StimulusOutcome =
  | { readonly ok: true; readonly from: string; readonly to: string }
  | { readonly ok: false; readonly reason: string; readonly field?: string }

type Refusal = Extract<StimulusOutcome, { ok: false }>
type Fields = Readonly<Record<string, string>>

/** Moves a ticket along its life cycle, or says in one sentence why it stays; then nothing is written. */
export async function applyStimulus(
  tx: Tx,
  request: StimulusRequest,
  change: ChangeHandle,
  now: number,
): Promise<StimulusOutcome> {
  const ticket = await ticketById(tx, request.ticketId)
  if (!ticket) return refused('This ticket is not there any more.')
  const definition = classDefinition(ticket.class)
  const step = transitionFor(definition, ticket.state, request.stimulus)
  if (!step) return refused(impossible(definition, ticket, request.stimulus))
  const read = await readFields(tx, definition, request.fields)
  if ('refusal' in read) return read.refusal
  const fields = withOnlyChoices(definition, step, { ...ticket.fields, ...read.fields })
  const missing = unmet(definition, step, ticket.fields, fields)
  if (missing) return missing
  await writeStep(tx, ticket, step, fields, definition.closedStates.includes(step.to), now)
  await recordStep(tx, change, ticket, step, fields, now)
  return { ok: true, from: step.from, to: step.to }
}

function refused(reason: string, field?: string): Refusal {
  return field === undefined ? { ok: false, reason } : { ok: false, reason, field }
}

function impossible(definition: TicketClassDefinition, ticket: TicketRecord, code: string): string {
  const stimulus = definition.stimuli.find(known => known.code === code)
  if (!stimulus) return `${definition.label} has no stimulus ${code}.`
  return `${ticket.ref} is ${stateLabel(definition, ticket.state)}; "${stimulus.label}" (${code}) leads nowhere from there.`
}

type ReadFields = { readonly fields: Fields } | { readonly refusal: Refusal }

async function readFields(reads: Reads, definition: TicketClassDefinition, given: Fields): Promise<ReadFields> {
  const read: Record<string, string> = {}
  for (const [code, value] of Object.entries(given)) {
    const field = fieldOf(definition, code)
    if (!field) return { refusal: refused(`${definition.label} has no field ${code}.`, code) }
    if (field.readOnly || HAS_COLUMN.has(code))
      return { refusal: refused(`${field.label} cannot be set by a stimulus.`, code) }
    read[code] = value.trim()
    if (read[code] === '') continue
    if (field.values) {
      const known = enumCode(field, value)
      if (known === null) return { refusal: refused(`${field.label} has no value ${value}.`, code) }
      read[code] = known
    }
    if (field.target) {
      const key = await resolveKey(reads, field.target, value.trim())
      if (!key.ok) return { refusal: refused(`${field.label}: ${key.reason}`, code) }
      read[code] = String(key.id)
    }
  }
  return { fields: read }
}

/** Set when the ticket is made or edited, not on the way from state to state. */
const HAS_COLUMN = new Set(['title', 'description', 'org_id', 'caller_id', 'origin'])

/** A mandatory field that can have one value only has it, as in iTop. */
function withOnlyChoices(definition: TicketClassDefinition, step: Transition, fields: Fields): Fields {
  const filled: Record<string, string> = { ...fields }
  for (const code of step.mandatory) {
    const values = fieldOf(definition, code)?.values
    if (!filled[code] && values?.length === 1) filled[code] = values[0]?.code ?? ''
  }
  return filled
}

function unmet(definition: TicketClassDefinition, step: Transition, before: Fields, after: Fields): Refusal | null {
  const label = (code: string) => fieldOf(definition, code)?.label ?? code
  for (const code of step.mandatory) {
    if (!after[code]) return refused(`${step.stimulus} needs a value for ${label(code)}.`, code)
  }
  for (const code of step.mustChange) {
    if (after[code] === before[code]) return refused(`${step.stimulus} needs a new value for ${label(code)}.`, code)
  }
  return null
}

async function writeStep(
  tx: Tx,
  ticket: TicketRecord,
  step: Transition,
  fields: Fields,
  closes: boolean,
  now: number,
): Promise<void> {
  await tx
    .updateTable('ticket')
    .set(eb => ({
      state: step.to,
      fields: JSON.stringify(fields),
      priority: priorityFor(fields['impact'] ?? '', fields['urgency'] ?? ''),
      closed_at: closes ? now : null,
      updated_at: now,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', ticket.id)
    .execute()
  await queueForIndex(tx, ticket.id, now)
}

async function recordStep(
  tx: Tx,
  change: ChangeHandle,
  ticket: TicketRecord,
  step: Transition,
  fields: Fields,
  now: number,
): Promise<void> {
  const object = { objectType: 'ticket', objectId: ticket.id }
  if (step.from !== step.to) {
    await recordOperation(tx, change, { ...object, attribute: 'status', before: step.from, after: step.to }, now)
  }
  for (const [attribute, after] of Object.entries(fields)) {
    const before = ticket.fields[attribute] ?? null
    if (before !== after) await recordOperation(tx, change, { ...object, attribute, before, after }, now)
  }
}
