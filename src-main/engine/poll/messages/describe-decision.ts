import type { TraceEntry } from '../../../../src-preload/contract/entities/message.ts'
import type { MessagePreview } from '../../../../src-preload/contract/entities/message-views.ts'
import { classDefinition } from '../../desk/classes/ticket-classes.ts'
import { TITLE_MAX_LENGTH } from '../../desk/classes/ticket-fields.ts'
import { cutAt } from '../../desk/clean-line.ts'
import { displayNameOf } from '../../desk/people/person-record.ts'
import { planStimulus } from '../../desk/tickets/apply-stimulus.ts'
import { completeTicket } from '../../desk/tickets/new-ticket.ts'
import { keyNames, type ShownField, showFields } from '../../desk/tickets/shown-fields.ts'
import type { CreateDecision, Decision, Findings, UpdateDecision } from '../../intake/model.ts'
import { tellWithheld } from '../../intake/tell-stimulus.ts'
import type { Reads } from '../../store/handles.ts'

type Written = Pick<MessagePreview, 'caller' | 'fields' | 'contacts' | 'log' | 'stimulus'> & {
  /** What carrying it out would add to the story. */
  readonly trace: readonly TraceEntry[]
}

/** A description is shown by the mail beside it; here it only says that there is one. */
const LONGEST_VALUE = 2_000

/** What a decision would write, in words that people read. Reads the desk, changes nothing. */
export async function describeDecision(reads: Reads, decision: Decision, findings: Findings): Promise<Written> {
  switch (decision.kind) {
    case 'create':
      return describeCreate(reads, decision)
    case 'update':
      return describeUpdate(reads, decision)
    case 'reject':
    case 'undesired':
    case 'duplicate':
    case 'ignore': {
      const { caller } = findings
      return { ...nothingWritten, caller: caller && { name: caller.name, address: caller.address, isNew: false } }
    }
  }
}

export const nothingWritten: Written = {
  caller: null,
  fields: [],
  contacts: [],
  log: null,
  stimulus: null,
  trace: [],
}

async function describeCreate(reads: Reads, decision: CreateDecision): Promise<Written> {
  const definition = classDefinition(decision.class)
  const known = decision.caller.kind === 'known' ? decision.caller.person.personId : null
  const ticket = completeTicket({ ...decision, callerId: known })
  const shown = await showFields(reads, definition, {
    ...ticket.fields,
    title: cutAt(ticket.title.toWellFormed(), TITLE_MAX_LENGTH),
    description: cutAt(ticket.description.text, LONGEST_VALUE),
    caller_id: known === null ? '' : String(known),
    org_id: ticket.organisationId === null ? '' : String(ticket.organisationId),
    origin: ticket.origin,
    priority: ticket.priority,
    status: definition.initialState,
  })
  const caller = await describeCaller(reads, decision.caller)
  const withCaller = shown.map(field => (field.code === 'caller_id' ? { ...field, shown: caller.name } : field))
  return {
    caller,
    fields: [{ code: 'class', label: 'Class', value: definition.label }, ...filled(withCaller)],
    contacts: await contactNames(reads, decision.contactIds),
    log: decision.note === null ? null : 'private_log',
    stimulus: null,
    trace: [],
  }
}

async function describeUpdate(reads: Reads, decision: UpdateDecision): Promise<Written> {
  const { name, address } = decision.author
  const written = {
    caller: { name, address, isNew: false },
    contacts: await contactNames(reads, decision.contactIds),
    log: decision.log,
  }
  const { ticketId, stimulus } = decision
  if (stimulus === null) {
    const withheld = tellWithheld(decision)
    return { ...written, fields: [], stimulus, trace: withheld ? [withheld] : [] }
  }
  const plan = await planStimulus(reads, { ticketId, stimulus, fields: {} })
  if (!plan.ok) {
    const trace: TraceEntry = { step: 'stimulus', outcome: 'failed', reason: plan.reason, ms: 0 }
    return { ...written, fields: [], stimulus: null, trace: [trace] }
  }
  const { ticket, step, fields } = plan
  const changed = Object.fromEntries(Object.entries(fields).filter(([code, value]) => ticket.fields[code] !== value))
  const status = step.from === step.to ? {} : { status: step.to }
  const shown = await showFields(reads, classDefinition(ticket.class), { ...changed, ...status })
  return { ...written, fields: filled(shown), stimulus, trace: [] }
}

function filled(fields: readonly ShownField[]): MessagePreview['fields'] {
  return fields.filter(field => field.shown !== '').map(({ code, label, shown }) => ({ code, label, value: shown }))
}

async function describeCaller(
  reads: Reads,
  caller: CreateDecision['caller'],
): Promise<NonNullable<MessagePreview['caller']>> {
  if (caller.kind === 'new') return { name: displayNameOf(caller.person), address: caller.person.address, isNew: true }
  const { personId, name, address } = caller.person
  if (name !== '') return { name, address, isNew: false }
  // Named by the default values: the decision knows the id only.
  const { person } = await keyNames(reads, [{ target: 'person', id: String(personId) }])
  const row = await reads
    .selectFrom('person_address')
    .select('address')
    .where('person_id', '=', personId)
    .orderBy('position')
    .executeTakeFirst()
  return { name: person.get(String(personId)) ?? '', address: row?.address ?? '', isNew: false }
}

async function contactNames(reads: Reads, ids: readonly number[]): Promise<string[]> {
  const { person } = await keyNames(
    reads,
    ids.map(id => ({ target: 'person', id: String(id) })),
  )
  return ids.flatMap(id => person.get(String(id)) ?? [])
}
