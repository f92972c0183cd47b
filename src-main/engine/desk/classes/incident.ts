import type { TicketClassDefinition } from './class-definition.ts'
import { commonTransitions, states, stimuli } from './life-cycle.ts'
import { ticketFields } from './ticket-fields.ts'

/** Something that worked and does not any more: no approval. */
export const incident: TicketClassDefinition = {
  name: 'Incident',
  label: 'Incident',
  prefix: 'I',
  fields: ticketFields,
  states: [
    states.new,
    states.escalated_tto,
    states.assigned,
    states.escalated_ttr,
    states.pending,
    states.resolved,
    states.closed,
  ],
  initialState: 'new',
  closedStates: ['closed'],
  stimuli: [
    stimuli.ev_assign,
    stimuli.ev_reassign,
    stimuli.ev_pending,
    stimuli.ev_resolve,
    stimuli.ev_close,
    stimuli.ev_reopen,
    stimuli.ev_timeout,
    stimuli.ev_autoresolve,
    stimuli.ev_autoclose,
  ],
  transitions: commonTransitions,
}
