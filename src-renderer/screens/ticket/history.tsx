import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'

/** Who changed what, newest first; folded, since it is asked for rarely. */
export function History({ changes }: { readonly changes: TicketDetail['history'] }) {
  const { t } = useTranslation()
  if (changes.length === 0) return null
  const keyed = changes.map((change, index) => ({ ...change, key: `${index}-${change.attribute}` })).reverse()
  return (
    <section className="panel">
      <details className="fold">
        <summary>{t('ticket.history', { count: changes.length })}</summary>
        <ul>
          {keyed.map(({ key, at, who, attribute, before, after }) => (
            <li key={key} className="small">
              <ForeignText whole>
                {before === null
                  ? t('ticket.set', { attribute, after: after ?? '' })
                  : t('ticket.changedTo', { attribute, before, after: after ?? '' })}
              </ForeignText>
              <div className="row dimmed">
                <ForeignText>{who}</ForeignText>
                <span style={{ marginInlineStart: 'auto', whiteSpace: 'nowrap' }}>
                  <Moment at={at} />
                </span>
              </div>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
