import type { MessageAction } from '../../../../../src-preload/contract/entities/message-views.ts'
import { READ_ONLY } from '../../../outbox/server-bounds.ts'
import type { MessageGlance } from './message-glance.ts'

/** What decides whether an action is possible. */
type Subject = Pick<MessageGlance, 'state' | 'presence' | 'rawKind'> & {
  readonly hasInbox: boolean
  /** Its inbox only reads the mailbox. */
  readonly readOnly: boolean
}

export const NO_SUCH_MESSAGE = 'There is no such message.'

/** Why a message stays as it is, in one sentence; null when the action is possible. */
export function refusalOf(
  action: MessageAction,
  { state, presence, rawKind, hasInbox, readOnly }: Subject,
): string | null {
  switch (action) {
    case 'reset':
      return state === 'new' ? 'It is new already.' : null
    case 'ignore':
      return IGNORABLE.includes(state) ? null : `A message that is ${state} cannot be ignored.`
    case 'delete':
    case 'move':
      if (presence === 'gone') return 'It is not on the server any more.'
      return readOnly ? READ_ONLY : null
    case 'process-anyway':
      if (state === 'processed') return 'It was processed already; reset it first.'
      return undecidable()
    case 'process':
      return undecidable()
  }

  function undecidable(): string | null {
    if (!hasInbox) return 'Its inbox was removed; add it again first.'
    return presence === 'gone' && rawKind === 'none' ? 'It went from the server before it was fetched.' : null
  }
}

const IGNORABLE: readonly MessageGlance['state'][] = ['new', 'error', 'held']
