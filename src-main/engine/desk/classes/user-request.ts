import type { TicketClassDefinition } from './class-definition.ts'
import { commonTransitions, states, stimuli, transition } from './life-cycle.ts'
import { ticketFields } from './ticket-fields.ts'

/** A request of a user, with the approval that only requests have. */
export const userRequest: TicketClassDefinition = {
  name: 'UserRequest',
  label: 'User request',
  prefix: 'R',
  fields: [
    ...ticketFields,
    { code: 'approver_id', label: 'Approver', kind: 'key', target: 'person', mandatory: false },
    {
      code: 'request_type',
      label: 'Request type',
      kind: 'enum',
      mandatory: false,
      values: [
        { code: 'service_request', label: 'Service request' },
        { code: 'incident', label: 'Incident' },
      ],
      initial: 'service_request',
    },
  ],
  states: Object.values(states),
  initialState: 'new',
  closedStates: ['closed'],
  stimuli: Object.values(stimuli),
  transitions: [
    ...commonTransitions,
    transition('new', 'ev_wait_for_approval', 'waiting_for_approval'),
    transition('escalated_tto', 'ev_wait_for_approval', 'waiting_for_approval'),
    transition('waiting_for_approval', 'ev_approve', 'approved'),
    transition('waiting_for_approval', 'ev_reject', 'rejected'),
    transition('approved', 'ev_assign', 'assigned'),
    transition('approved', 'ev_timeout', 'escalated_tto'),
    transition('approved', 'ev_autoresolve', 'resolved'),
    transition('rejected', 'ev_reopen', 'assigned'),
    transition('rejected', 'ev_close', 'closed'),
  ],
}
