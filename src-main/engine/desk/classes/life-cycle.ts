import type { FieldValue, Stimulus, Transition } from './class-definition.ts'

/** The words of iTop's standard life cycles; each class picks the ones it uses. */
export const stimuli = {
  ev_assign: { code: 'ev_assign', label: 'Assign', internal: false },
  ev_reassign: { code: 'ev_reassign', label: 'Re-assign', internal: false },
  ev_pending: { code: 'ev_pending', label: 'Pending', internal: false },
  ev_resolve: { code: 'ev_resolve', label: 'Mark as resolved', internal: false },
  ev_close: { code: 'ev_close', label: 'Close', internal: false },
  ev_reopen: { code: 'ev_reopen', label: 'Re-open', internal: false },
  ev_wait_for_approval: { code: 'ev_wait_for_approval', label: 'Wait for approval', internal: false },
  ev_approve: { code: 'ev_approve', label: 'Approve', internal: false },
  ev_reject: { code: 'ev_reject', label: 'Reject', internal: false },
  ev_timeout: { code: 'ev_timeout', label: 'Time-out', internal: true },
  ev_autoresolve: { code: 'ev_autoresolve', label: 'Automatic resolve', internal: true },
  ev_autoclose: { code: 'ev_autoclose', label: 'Automatic close', internal: true },
} as const satisfies Readonly<Record<string, Stimulus>>

export const states = {
  new: { code: 'new', label: 'New' },
  escalated_tto: { code: 'escalated_tto', label: 'Escalated TTO' },
  assigned: { code: 'assigned', label: 'Assigned' },
  escalated_ttr: { code: 'escalated_ttr', label: 'Escalated TTR' },
  waiting_for_approval: { code: 'waiting_for_approval', label: 'Waiting for approval' },
  approved: { code: 'approved', label: 'Approved' },
  rejected: { code: 'rejected', label: 'Rejected' },
  pending: { code: 'pending', label: 'Pending' },
  resolved: { code: 'resolved', label: 'Resolved' },
  closed: { code: 'closed', label: 'Closed' },
} as const satisfies Readonly<Record<string, FieldValue>>

export type StateCode = keyof typeof states
export type StimulusCode = keyof typeof stimuli

/**
 * What each stimulus asks for, wherever it starts. `ev_autoresolve` asks for nothing: a rule sends it, nobody is there
 * to type a solution.
 */
const demands: Readonly<Partial<Record<StimulusCode, Pick<Transition, 'mandatory' | 'mustChange'>>>> = {
  ev_assign: { mandatory: ['agent_id'], mustChange: [] },
  ev_reassign: { mandatory: ['agent_id'], mustChange: ['agent_id'] },
  ev_pending: { mandatory: ['pending_reason'], mustChange: [] },
  ev_resolve: { mandatory: ['resolution_code', 'solution'], mustChange: [] },
  ev_wait_for_approval: { mandatory: ['approver_id'], mustChange: [] },
  ev_reopen: { mandatory: ['agent_id'], mustChange: [] },
}

export function transition(from: StateCode, stimulus: StimulusCode, to: StateCode): Transition {
  return { from, stimulus, to, ...(demands[stimulus] ?? { mandatory: [], mustChange: [] }) }
}

/** The part of the life cycle that user requests and incidents share. */
export const commonTransitions: readonly Transition[] = [
  transition('new', 'ev_assign', 'assigned'),
  transition('new', 'ev_timeout', 'escalated_tto'),
  transition('new', 'ev_autoresolve', 'resolved'),
  transition('escalated_tto', 'ev_assign', 'assigned'),
  transition('escalated_tto', 'ev_autoresolve', 'resolved'),
  transition('assigned', 'ev_reassign', 'assigned'),
  transition('assigned', 'ev_pending', 'pending'),
  transition('assigned', 'ev_resolve', 'resolved'),
  transition('assigned', 'ev_timeout', 'escalated_ttr'),
  transition('assigned', 'ev_autoresolve', 'resolved'),
  transition('escalated_ttr', 'ev_reassign', 'escalated_ttr'),
  transition('escalated_ttr', 'ev_pending', 'pending'),
  transition('escalated_ttr', 'ev_resolve', 'resolved'),
  transition('escalated_ttr', 'ev_autoresolve', 'resolved'),
  transition('pending', 'ev_assign', 'assigned'),
  transition('pending', 'ev_autoresolve', 'resolved'),
  transition('resolved', 'ev_close', 'closed'),
  transition('resolved', 'ev_autoclose', 'closed'),
  transition('resolved', 'ev_reopen', 'assigned'),
  // Not in iTop, where a closed ticket has no way out and every desk has to add one.
  transition('closed', 'ev_reopen', 'assigned'),
]
