import type { TraceEntry } from '../../../src-preload/contract/entities/message.ts'
import type { StimulusOutcome } from '../desk/tickets/apply-stimulus.ts'
import type { UpdateDecision } from './model.ts'

/** A stimulus that was not sent, for the story of the message; null when there was none to send. */
export function tellWithheld({ stimulusWithheld }: UpdateDecision): TraceEntry | null {
  return stimulusWithheld === null ? null : { step: 'stimulus', outcome: 'passed', reason: stimulusWithheld, ms: 0 }
}

/** What became of a stimulus that was sent, its ticket's mails on their servers included. */
export function tellStimulus({ stimulus, ticketRef }: UpdateDecision, applied: StimulusOutcome): TraceEntry {
  if (!applied.ok) return { step: 'stimulus', outcome: 'failed', reason: applied.reason, ms: 0 }
  const { from, to, mails } = applied
  const told = [
    `${stimulus} took ${ticketRef} from ${from} to ${to}.`,
    ...(mails.queued > 0 ? [`${messages(mails.queued)} of it will be removed from the server.`] : []),
    ...(mails.calledOff > 0 ? [`The removal of ${messages(mails.calledOff)} from the server was called off.`] : []),
    ...(mails.gone > 0 ? [`${messages(mails.gone)} had been removed from the server before.`] : []),
  ]
  return { step: 'stimulus', outcome: 'found', reason: told.join(' '), ms: 0 }
}

const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`)
