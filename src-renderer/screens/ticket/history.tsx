import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { ticketStateWord } from '../../components/ticket-state-mark.tsx'
import { fieldWord, originWord, valueWord } from './ticket-words.ts'

type Change = TicketDetail['history'][number]

/** Older ones are folded. */
const SHOWN_FIRST = 10
/** Longer values say nothing in one line. */
const LONGEST_VALUE = 80

/** Who changed what, the latest first. */
export function History({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const { history } = ticket
  if (history.length === 0) return null
  const keyed = history.map((change, at) => ({ change, key: `${history.length - at} ${change.attribute}` }))
  const more = history.length - SHOWN_FIRST
  const labels = new Map(ticket.shownFields.map(({ code, label }) => [code, label]))
  return (
    <section className="panel" aria-label={t('ticket.history')}>
      <h2>{t('ticket.history')}</h2>
      <ol className="history">
        {(all ? keyed : keyed.slice(0, SHOWN_FIRST)).map(({ change, key }) => (
          <li key={key} className="small">
            <ForeignText whole>{sentenceOf(t, change, labels.get(change.attribute))}</ForeignText>
            <span className="side-line dimmed">
              <ForeignText>
                {t('ticket.byWhom', { who: change.who || t('ticket.somebody'), origin: originWord(t, change.origin) })}
              </ForeignText>
              <Moment at={change.at} />
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && (
        <Button size="compact-sm" variant="subtle" mt={8} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('ticket.historyLess') : t('ticket.historyMore', { count: more })}
        </Button>
      )}
    </section>
  )
}

function sentenceOf(t: TFunction, { attribute, before, after }: Change, label: string | undefined): string {
  if (attribute === 'created') return t('ticket.createdAs', { after: after ?? '' })
  if (attribute === 'mails_removed') return t('ticket.mailsRemoved', { count: Number(after) })
  if (attribute === 'cut_part') {
    return after === null ? t('ticket.cutFolded', { name: before ?? '' }) : t('ticket.cutPutBack', { name: after })
  }
  const field = fieldWord(t, attribute, label)
  if ([before, after].some(value => (value ?? '').length > LONGEST_VALUE)) return t('ticket.rewritten', { field })
  const shown = { before: wordOf(t, attribute, before), after: wordOf(t, attribute, after) }
  if (shown.after === '') return t('ticket.emptied', { field, before: shown.before })
  if (shown.before === '') return t('ticket.set', { field, after: shown.after })
  return t('ticket.changedTo', { field, ...shown })
}

function wordOf(t: TFunction, attribute: string, value: string | null): string {
  if (value === null) return ''
  return attribute === 'status' ? ticketStateWord(t, value) : valueWord(t, attribute, value)
}
