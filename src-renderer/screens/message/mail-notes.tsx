import { IconInfoCircle, IconScissors } from '@tabler/icons-react'
import type { MessageBody } from '../../../src-preload/contract/entities/message-views.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { AutomaticNote } from './automatic-note.tsx'
import { SignatureNote } from './signature-note.tsx'

/** What is to be known before a mail is read: what is missing, whether a machine wrote it, its signature, what was guessed. */
export function MailNotes({ body }: { readonly body: MessageBody }) {
  const { incomplete, automatic, signature, warnings } = body
  const isAutomatic = automatic !== null && automatic.kind !== 'none'
  if (incomplete === null && !isAutomatic && signature === null && warnings.length === 0) return null
  return (
    <ul className="mail-notes">
      {incomplete !== null && (
        <li className="mail-note incomplete">
          <IconScissors size={16} className="wait" aria-hidden />
          <ForeignText whole>{incomplete}</ForeignText>
        </li>
      )}
      {isAutomatic && <AutomaticNote automatic={automatic} />}
      {signature !== null && <SignatureNote signature={signature} />}
      {warnings.map(warning => (
        <li key={warning} className="mail-note dimmed">
          <IconInfoCircle size={16} aria-hidden />
          <ForeignText whole>{warning}</ForeignText>
        </li>
      ))}
    </ul>
  )
}
