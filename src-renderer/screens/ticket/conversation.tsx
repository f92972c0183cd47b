import { useTranslation } from 'react-i18next'
import type { AttachmentView, EntryView, TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { MailBody } from '../../components/mail-body.tsx'
import { EntryCut } from './entry-cut.tsx'
import { FileChips } from './file-chips.tsx'
import { Voice } from './voice.tsx'

/** The description and the log as one conversation, oldest first. */
export function Conversation({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  return (
    <ol className="conversation" aria-label={t('ticket.conversation')}>
      <li>
        <Voice
          name={ticket.callerName}
          address={ticket.callerAddress}
          tone="caller"
          at={ticket.createdAt}
          sentAt={ticket.sentAt}
        >
          <MailBody
            format={ticket.descriptionFormat}
            html={ticket.description}
            text={ticket.descriptionText}
            label={t('ticket.description')}
            pictureMaxWidthPx={ticket.inlineImageMaxWidth}
          />
          <FileChips files={filesOf(ticket, null)} />
        </Voice>
      </li>
      {ticket.entries.map(entry => (
        <li key={entry.id}>
          <Voice
            name={entry.authorName}
            address={entry.authorAddress}
            tone={toneOf(entry, ticket)}
            at={entry.processedAt}
            sentAt={entry.sentAt}
          >
            <MailBody
              format={entry.format}
              html={entry.html}
              text={entry.text}
              label={t('ticket.entryBy', { name: entry.authorName || entry.authorAddress })}
              pictureMaxWidthPx={ticket.inlineImageMaxWidth}
            />
            <FileChips files={filesOf(ticket, entry.id)} />
            <EntryCut ticketId={ticket.id} entry={entry} />
          </Voice>
        </li>
      ))}
    </ol>
  )
}

function filesOf({ attachments }: TicketDetail, entryId: string | null): readonly AttachmentView[] {
  return attachments.filter(file => file.kept && !file.inline && file.entryId === entryId)
}

function toneOf({ log, authorAddress }: EntryView, { callerAddress }: TicketDetail): 'caller' | 'other' | 'private' {
  if (log === 'private_log') return 'private'
  return authorAddress !== '' && authorAddress.toLowerCase() === callerAddress.toLowerCase() ? 'caller' : 'other'
}
