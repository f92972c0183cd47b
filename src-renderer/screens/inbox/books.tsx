import './books.css'
import { IconAlertTriangleFilled, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageCounts } from '../../../src-preload/contract/entities/inbox.ts'
import { MessageState } from '../../../src-preload/contract/entities/message.ts'
import { formatNumber } from '../../components/format.ts'

type BooksProps = { readonly counts: MessageCounts; readonly onServer: number }

/** The books of an inbox: every state with its count, and whether they sum up to what the server counts. */
export function Books({ counts, onServer }: BooksProps) {
  const { t } = useTranslation()
  const sum = MessageState.options.reduce((total, state) => total + counts[state], 0)
  const balanced = sum === onServer
  return (
    <dl className="books" aria-label={t('inbox.books')}>
      {MessageState.options.map(state => (
        <div key={state} className={counts[state] === 0 ? 'books-count dimmed' : 'books-count'}>
          <dt className="small dimmed">{t(`messageState.${state}`)}</dt>
          <dd className={state === 'error' && counts.error > 0 ? 'bad' : undefined}>{formatNumber(counts[state])}</dd>
        </div>
      ))}
      <div className="books-count books-sum" title={balanced ? t('inbox.balanced') : t('inbox.unbalanced', { sum })}>
        <dt className="small dimmed">{t('inbox.onServer')}</dt>
        <dd>
          {formatNumber(onServer)}
          {balanced ? (
            <IconCheck size={14} className="good" aria-label={t('inbox.balanced')} />
          ) : (
            <IconAlertTriangleFilled size={14} className="wait" aria-label={t('inbox.unbalanced', { sum })} />
          )}
        </dd>
      </div>
    </dl>
  )
}
