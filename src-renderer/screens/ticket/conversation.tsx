import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { MailBody } from '../../components/mail-body.tsx'
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
          sentAt={null}
        >
          <MailBody
            format={ticket.descriptionFormat}
            html={ticket.description}
            text={ticket.descriptionText}
            label={t('ticket.description')}
          />
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
            />
            {entry.cutText !== '' && (
              <details className="fold">
                <summary>
                  {entry.cutRule === null ? t('ticket.cut') : t('ticket.cutBy', { rule: entry.cutRule })}
                </summary>
                <p className="mail-text">{entry.cutText}</p>
              </details>
            )}
          </Voice>
        </li>
      ))}
    </ol>
  )
}

function toneOf(
  { log, authorAddress }: TicketDetail['entries'][number],
  { callerAddress }: TicketDetail,
): 'caller' | 'other' | 'private' {
  if (log === 'private_log') return 'private'
  return authorAddress !== '' && authorAddress.toLowerCase() === callerAddress.toLowerCase() ? 'caller' : 'other'
}
