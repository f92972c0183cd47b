import type { TraceEntry } from '../../../../src-preload/contract/entities/message.ts'
import { openChange } from '../../desk/changes.ts'
import { deletedTicketById, ticketById } from '../../desk/tickets/find-ticket.ts'
import { rememberReferences } from '../../desk/tickets/references.ts'
import { queueAfterDecision } from '../../outbox/queue-action.ts'
import type { Tx } from '../../store/handles.ts'
import { classifyAutomatic } from '../automatic/classify-automatic.ts'
import type { Decided, Decision, Incoming } from '../model.ts'
import { stateOfDecision } from '../state-of-decision.ts'
import { commitCreate } from './commit-create.ts'
import { commitNote } from './commit-note.ts'
import { commitUpdate } from './commit-update.ts'
import { type Outcome, recordOutcome } from './message-outcome.ts'

export type Committed = {
  readonly state: Outcome['state']
  readonly kind: Decision['kind']
  readonly ticketId: number | null
  readonly trace: readonly TraceEntry[]
}

/**
 * Carries a decision out: ticket, attachments, the message's record and its queued server action, all in the caller's
 * transaction. The only place in the corridor that has effects.
 */
export async function commitDecision(
  tx: Tx,
  rowId: number,
  incoming: Incoming,
  decided: Decided,
  now: number,
): Promise<Committed> {
  const { mail } = incoming
  const { decision } = decided
  const change = openChange({ origin: 'email-processing', who: mail.from?.address ?? '' })
  const trace = [...decided.trace]
  let ticket: Outcome['ticket'] = null
  let said = decision.because

  if (decision.kind === 'create') {
    ticket = await commitCreate(tx, decision, rowId, change, now)
    said = `Opened ${ticket.ref}: ${decision.because}`
  } else if (decision.kind === 'update') {
    const { stimulus } = await commitUpdate(tx, decision, { rowId, sentAt: mail.sentAt }, change, now)
    ticket = { id: decision.ticketId, ref: decision.ticketRef }
    if (stimulus !== null) trace.push(stimulus)
  } else if (decision.kind === 'undesired' && decision.note !== null) {
    await commitNote(tx, decision.note, { rowId, sentAt: mail.sentAt }, now)
    said = `${decision.because} It was noted on ${decision.note.ticketRef}.`
  } else if (decision.kind === 'duplicate') {
    ticket = decision.ticketId === null ? null : await ticketOf(tx, decision.ticketId)
  }
  const ticketId = ticket?.id ?? null

  const state = stateOfDecision(decision)
  if (ticketId !== null && mail.messageId !== null) await rememberReferences(tx, ticketId, [mail.messageId], now)
  const code = 'code' in decision ? decision.code : decision.kind
  const { mayBeAnswered } = decided.findings.automatic ?? classifyAutomatic(mail)
  const record = { ...withoutBodies(decision), mayBeAnswered, findings: decided.findings }
  await recordOutcome(tx, rowId, mail, { state, code, reason: said, ticket, decision: record, trace }, now)
  await queueAfterDecision(tx, { rowId, state, ticketId, whole: incoming.whole, rules: incoming.rules }, now)
  return { state, kind: decision.kind, ticketId, trace }
}

/** Also one that was deleted since: its reference is for ever. */
async function ticketOf(tx: Tx, id: number): Promise<Outcome['ticket']> {
  const found = (await ticketById(tx, id)) ?? (await deletedTicketById(tx, id))
  return { id, ref: found?.ref ?? '' }
}

/** The record of a decision names what was decided; bodies stand in the ticket and in the raw mail already. */
function withoutBodies(decision: Decision): Record<string, unknown> {
  if (decision.kind === 'create') {
    const { description, attachments, ...rest } = decision
    return { ...rest, descriptionFormat: description.format, attachments: attachments.length }
  }
  if (decision.kind === 'update') {
    const { entry, attachments, ...rest } = decision
    return { ...rest, cutRule: entry.cutRule, attachments: attachments.length }
  }
  return { ...decision }
}
