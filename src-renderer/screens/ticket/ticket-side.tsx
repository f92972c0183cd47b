import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { addressOf } from '../../navigation.ts'
import { Attachments } from './attachments.tsx'
import { History } from './history.tsx'

/** What is known about a ticket beside its conversation. */
export function TicketSide({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  return (
    <aside className="side" aria-label={t('ticket.about')}>
      <section className="panel">
        <h2>{t('ticket.details')}</h2>
        <Details ticket={ticket} />
      </section>
      <Attachments attachments={ticket.attachments} />
      {ticket.contacts.length > 0 && (
        <section className="panel">
          <h2>{t('ticket.contacts')}</h2>
          <ul>
            {ticket.contacts.map(({ personId, name, address }) => (
              <li key={personId}>
                <ForeignText>{name}</ForeignText>
                <span className="dimmed small">
                  <ForeignText>{address}</ForeignText>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {ticket.mails.length > 0 && (
        <section className="panel">
          <h2>{t('ticket.mails')}</h2>
          <ul>
            {ticket.mails.map(mail => (
              <li key={mail.id}>
                <a href={addressOf.message(mail.id)}>
                  <ForeignText>{mail.subject || t('mail.noSubject')}</ForeignText>
                </a>
                <span className="row dimmed small">
                  <ForeignText>{mail.fromAddress}</ForeignText>
                  <span style={{ marginInlineStart: 'auto', whiteSpace: 'nowrap' }}>
                    <Moment at={mail.receivedAt} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <History changes={ticket.history} />
    </aside>
  )
}

function Details({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const fields = Object.entries(ticket.fields).filter(([, value]) => value !== '')
  return (
    <dl className="facts">
      <dt>{t('tickets.caller')}</dt>
      <dd>
        <ForeignText whole>{ticket.callerName || ticket.callerAddress}</ForeignText>
      </dd>
      {ticket.organisationName !== '' && (
        <>
          <dt>{t('tickets.organisation')}</dt>
          <dd>
            <ForeignText whole>{ticket.organisationName}</ForeignText>
          </dd>
        </>
      )}
      <dt>{t('ticket.class')}</dt>
      <dd>{t(`ticketClass.${ticket.class}`)}</dd>
      {ticket.priority !== '' && (
        <>
          <dt>{t('ticket.priority')}</dt>
          <dd>{ticket.priority}</dd>
        </>
      )}
      {fields.map(([code, value]) => (
        <FieldRow key={code} code={code} value={value} />
      ))}
      <dt>{t('ticket.origin')}</dt>
      <dd>{ticket.origin}</dd>
      <dt>{t('ticket.created')}</dt>
      <dd>
        <Moment at={ticket.createdAt} />
      </dd>
      <dt>{t('tickets.updated')}</dt>
      <dd>
        <Moment at={ticket.updatedAt} />
      </dd>
      {ticket.closedAt !== null && (
        <>
          <dt>{t('ticket.closed')}</dt>
          <dd>
            <Moment at={ticket.closedAt} />
          </dd>
        </>
      )}
    </dl>
  )
}

/** Fields are data of the class; until classes carry labels, the code itself is shown readably. */
function FieldRow({ code, value }: { readonly code: string; readonly value: string }) {
  const words = code.replaceAll('_', ' ')
  return (
    <>
      <dt style={{ textTransform: 'capitalize' }}>{words}</dt>
      <dd>
        <ForeignText whole>{value}</ForeignText>
      </dd>
    </>
  )
}
