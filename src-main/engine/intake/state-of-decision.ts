import type { MessageState } from '../../../src-preload/contract/entities/message.ts'
import type { Decision } from './model.ts'

/** The state of a message once this was decided about it. */
export function stateOfDecision(decision: Pick<Decision, 'kind'>): MessageState {
  switch (decision.kind) {
    case 'create':
    case 'update':
    case 'duplicate':
      return 'processed'
    case 'reject':
      return 'error'
    case 'undesired':
      return 'undesired'
    case 'ignore':
      return 'ignored'
  }
}
