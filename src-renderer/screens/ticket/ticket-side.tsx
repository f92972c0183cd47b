import { IconBuilding, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { addressOf } from '../../navigation.ts'
import { Attachments } from './attachments.tsx'
import { Details } from './details.tsx'
import { History } from './history.tsx'
import { outcomeWord } from './ticket-words.ts'

type TicketSideProps = { readonly ticket: TicketDetail; onEdit(): void }

/** What is known about a ticket beside its conversation. */
export function TicketSide({ ticket, onEdit }: TicketSideProps) {
  const { t } = useTranslation()
  return (
    <aside className="side" aria-label={t('ticket.about')}>
      <Caller ticket={ticket} />
      <Details ticket={ticket} onEdit={onEdit} />
      <Attachments attachments={ticket.attachments} />
      <Contacts contacts={ticket.contacts} />
      <Mails mails={ticket.mails} />
      <History ticket={ticket} />
    </aside>
  )
}

function Caller({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const { callerId, callerName, callerAddress, organisationId, organisationName } = ticket
  return (
    <section className="panel" aria-label={t('ticket.caller')}>
      <h2>{t('ticket.caller')}</h2>
      <div className="caller-card">
        {callerName === '' && callerAddress === '' && <span className="dimmed">{t('ticket.noCaller')}</span>}
        {callerName !== '' && (
          <span className="caller-line">
            <IconUser size={16} aria-hidden />
            {callerId === null ? (
              <ForeignText>{callerName}</ForeignText>
            ) : (
              <a href={addressOf.person(callerId)} title={t('ticket.callerPage')}>
                <ForeignText>{callerName}</ForeignText>
              </a>
            )}
          </span>
        )}
        <span className="dimmed caller-address">
          <ForeignText>{callerAddress}</ForeignText>
        </span>
        {organisationName !== '' && (
          <span className="caller-line">
            <IconBuilding size={16} aria-hidden />
            {organisationId === null ? (
              <ForeignText>{organisationName}</ForeignText>
            ) : (
              <a href={addressOf.organisation(organisationId)}>
                <ForeignText>{organisationName}</ForeignText>
              </a>
            )}
          </span>
        )}
      </div>
    </section>
  )
}

function Contacts({ contacts }: { readonly contacts: TicketDetail['contacts'] }) {
  const { t } = useTranslation()
  if (contacts.length === 0) return null
  return (
    <section className="panel" aria-label={t('ticket.contacts')}>
      <h2>{t('ticket.contacts')}</h2>
      <ul>
        {contacts.map(({ personId, name, address }) => (
          <li key={personId}>
            <a href={addressOf.person(personId)}>
              <ForeignText>{name || address}</ForeignText>
            </a>
            <span className="dimmed small">
              <ForeignText>{address}</ForeignText>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mails({ mails }: { readonly mails: TicketDetail['mails'] }) {
  const { t } = useTranslation()
  if (mails.length === 0) return null
  return (
    <section className="panel" aria-label={t('ticket.mails')}>
      <h2>{t('ticket.mails')}</h2>
      <ul>
        {mails.map(mail => (
          <li key={mail.id}>
            <a href={addressOf.message(mail.id)}>
              <ForeignText>{mail.subject || t('mail.noSubject')}</ForeignText>
            </a>
            <span className="dimmed small">
              <ForeignText>{mail.fromAddress}</ForeignText>
            </span>
            <span className="side-line dimmed small">
              <span>{outcomeWord(t, mail.outcome)}</span>
              <Moment at={mail.receivedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
