import type { Remedy } from '../../../../../src-preload/contract/entities/message-views.ts'
import type { DeskSchema } from '../../../store/schema.ts'

/** By the reason codes of the steps, of composing a decision and of taking up. */
const REMEDIES: Readonly<Record<string, Remedy>> = {
  'unknown-caller': 'add-people',
  'too-big': 'process-anyway',
  'no-matching-ticket': 'check-inbox',
  'wrong-class': 'check-inbox',
  'bad-defaults': 'check-inbox',
  'source-unreadable': 'retry',
  interrupted: 'retry',
  internal: 'retry',
  'no-sender': 'look',
  'mail-unreadable': 'look',
  'reader-overrun': 'look',
}

/** What helps against a cause. Whatever holds a message back is a rule, which a person can pass over. */
export function remedyFor(reasonCode: string, state: DeskSchema['message']['state']): Remedy {
  return REMEDIES[reasonCode] ?? (state === 'held' ? 'process-anyway' : 'look')
}
