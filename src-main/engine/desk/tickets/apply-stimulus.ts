import { followTicket, type MailsOfTicket } from '../../outbox/ticket-over.ts'
import { loadGlobalSettings } from '../../settings/global-settings.ts'
import type { Reads, Tx } from '../../store/handles.ts'
import { type ChangeHandle, recordOperation } from '../changes.ts'
import type { TicketClassDefinition, Transition } from '../classes/class-definition.ts'
import { priorityFor } from '../classes/priorities.ts'
import { classDefinition, stateLabel, transitionFor } from '../classes/ticket-classes.ts'
import { queueForIndex } from '../search/index-queue.ts'
import { unmetDemand, withOnlyChoices } from './demands.ts'
import { isOpen, type TicketRecord, ticketById } from './find-ticket.ts'
import { type Fields, type Refusal, readFields, refused } from './read-fields.ts'

export type StimulusRequest = {
  readonly ticketId: number
  readonly stimulus: string
  /** Fields to set on the way, by code; enums by code or label, keys by id or unique name. */
  readonly fields: Readonly<Record<string, string>>
}

export type StimulusOutcome =
  | { readonly ok: true; readonly from: string; readonly to: string; readonly mails: MailsOfTicket }
  | Refusal

/** What a stimulus would do to a ticket. */
export type StimulusPlan = {
  readonly ok: true
  readonly ticket: TicketRecord
  readonly step: Transition
  /** All fields as they would be afterwards. */
  readonly fields: Fields
}

/**
 * Moves a ticket along its life cycle, or says in one sentence why it stays; then nothing is written. Its mails follow
 * on their servers, whoever moves it: a person, or a mail.
 */
export async function applyStimulus(
  tx: Tx,
  request: StimulusRequest,
  change: ChangeHandle,
  now: number,
): Promise<StimulusOutcome> {
  const plan = await planStimulus(tx, request)
  if (!plan.ok) return plan
  const { ticket, step, fields } = plan
  await writeStep(tx, ticket, step, fields, now)
  await recordStep(tx, change, ticket, step, fields, now)
  const mails = await followTicket(
    tx,
    { id: ticket.id, isClosed: isClosed(ticket, step) },
    await loadGlobalSettings(tx),
    now,
  )
  if (mails.gone > 0 && ticket.closedAt !== null) await recordGone(tx, change, ticket.id, mails.gone, now)
  return { ok: true, from: step.from, to: step.to, mails }
}

/** The same without doing it: a preview, and the first half of doing it. */
export async function planStimulus(reads: Reads, request: StimulusRequest): Promise<StimulusPlan | Refusal> {
  const ticket = await ticketById(reads, request.ticketId)
  if (!ticket) return refused('This ticket is not there any more.')
  const definition = classDefinition(ticket.class)
  const step = transitionFor(definition, ticket.state, request.stimulus)
  if (!step) return refused(impossible(definition, ticket, request.stimulus))
  const read = await readFields(reads, definition, request.fields, field =>
    HAS_COLUMN.has(field.code) ? `${field.label} cannot be set by a stimulus.` : null,
  )
  if (!read.ok) return read
  const fields = withOnlyChoices(definition, step, { ...ticket.fields, ...read.fields })
  return unmetDemand(definition, step, ticket.fields, fields) ?? { ok: true, ticket, step, fields }
}

function impossible(definition: TicketClassDefinition, ticket: TicketRecord, code: string): string {
  const stimulus = definition.stimuli.find(known => known.code === code)
  if (!stimulus) return `${definition.label} has no stimulus ${code}.`
  return `${ticket.ref} is ${stateLabel(definition, ticket.state)}; "${stimulus.label}" (${code}) leads nowhere from there.`
}

/** Set when the ticket is made or edited, not on the way from state to state. */
const HAS_COLUMN = new Set(['title', 'description', 'org_id', 'caller_id', 'origin'])

async function writeStep(tx: Tx, ticket: TicketRecord, step: Transition, fields: Fields, now: number): Promise<void> {
  await tx
    .updateTable('ticket')
    .set(eb => ({
      state: step.to,
      fields: JSON.stringify(fields),
      priority: priorityFor(fields['impact'] ?? '', fields['urgency'] ?? ''),
      closed_at: isClosed(ticket, step) ? now : null,
      updated_at: now,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', ticket.id)
    .execute()
  await queueForIndex(tx, ticket.id, now)
}

function isClosed(ticket: TicketRecord, step: Transition): boolean {
  return !isOpen({ class: ticket.class, state: step.to })
}

/** What cannot be called off any more is named in the history: whoever reads it can put the mails back. */
async function recordGone(tx: Tx, change: ChangeHandle, ticketId: number, gone: number, now: number): Promise<void> {
  const object = { objectType: 'ticket', objectId: ticketId, attribute: 'mails_removed' }
  await recordOperation(tx, change, { ...object, before: null, after: String(gone) }, now)
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
