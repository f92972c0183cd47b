import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { addressOf } from '../../navigation.ts'
import { fieldWord, valueWord } from './ticket-words.ts'

/** Shown elsewhere on the page: in its head, as the conversation, as the caller. */
const ELSEWHERE = new Set(['title', 'description', 'ref', 'status', 'priority', 'caller_id', 'org_id'])
const DATES = new Set(['start_date', 'last_update', 'close_date'])
const PERSONS = new Set(['agent_id', 'approver_id'])

/** The fields of a ticket that say something, and the way to change them. */
export function Details({ ticket, onEdit }: { readonly ticket: TicketDetail; onEdit(): void }) {
  const { t } = useTranslation()
  const fields = ticket.shownFields.filter(
    ({ code, value }) => value !== '' && !ELSEWHERE.has(code) && !DATES.has(code),
  )
  return (
    <section className="panel" aria-label={t('ticket.details')}>
      <div className="side-head">
        <h2>{t('ticket.details')}</h2>
        <Button size="compact-sm" variant="subtle" onClick={onEdit}>
          {t('ticket.edit')}
        </Button>
      </div>
      <dl className="facts">
        {fields.map(({ code, label, value, shown }) => (
          <Fact key={code} name={fieldWord(t, code, label)}>
            {PERSONS.has(code) ? (
              <a href={addressOf.person(value)}>
                <ForeignText whole>{shown}</ForeignText>
              </a>
            ) : (
              <ForeignText whole>{valueWord(t, code, value, shown)}</ForeignText>
            )}
          </Fact>
        ))}
        <Fact name={t('ticket.created')}>
          <Moment at={ticket.createdAt} />
        </Fact>
        <Fact name={t('tickets.updated')}>
          <Moment at={ticket.updatedAt} />
        </Fact>
        {ticket.closedAt !== null && (
          <Fact name={t('ticket.closed')}>
            <Moment at={ticket.closedAt} />
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
