import type { MessageDetail } from '../../../src-preload/contract/entities/message.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { MessageStateMark } from '../../components/state-mark.tsx'
import { addressOf } from '../../navigation.ts'

/** What became of the message and why, with the ticket it went into. */
export function Verdict({ message }: { readonly message: MessageDetail }) {
  return (
    <div className={`panel verdict ${message.state}`}>
      <MessageStateMark state={message.state} />
      <ForeignText whole>{message.reason}</ForeignText>
      {message.ticketId && <a href={addressOf.ticket(message.ticketId)}>{message.ticketRef}</a>}
    </div>
  )
}
