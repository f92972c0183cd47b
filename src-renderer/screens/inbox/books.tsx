import './books.css'
import { IconAlertTriangleFilled, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageCounts } from '../../../src-preload/contract/entities/inbox.ts'
import { MessageState } from '../../../src-preload/contract/entities/message.ts'
import { formatNumber } from '../../components/format.ts'

type BooksProps = {
  readonly counts: MessageCounts
  readonly onServer: number
  /** The states that the list is narrowed to. */
  readonly shown: readonly MessageState[]
  readonly onToggle: (state: MessageState) => void
}

/** The books of an inbox in one line: every state with its count, and whether they sum up to what the server counts. */
export function Books({ counts, onServer, shown, onToggle }: BooksProps) {
  const { t } = useTranslation()
  const sum = MessageState.options.reduce((total, state) => total + counts[state], 0)
  const balanced = sum === onServer
  const verdict = balanced ? t('books.balanced') : t('books.unbalanced', { sum: formatNumber(sum) })
  return (
    <fieldset className="books plain" aria-label={t('books.label')}>
      {MessageState.options.map(state => (
        <button
          key={state}
          type="button"
          className="books-count"
          aria-pressed={shown.includes(state)}
          data-zero={counts[state] === 0 || undefined}
          title={t('books.only', { state: t(`messageState.${state}`) })}
          onClick={() => onToggle(state)}
        >
          {t(`messageState.${state}`)}
          <strong className={state === 'error' && counts.error > 0 ? 'number bad' : 'number'}>
            {formatNumber(counts[state])}
          </strong>
        </button>
      ))}
      <span className="books-sum number" title={verdict}>
        {t('books.sum', { count: onServer })}
        {balanced ? (
          <IconCheck size={16} className="good" role="img" aria-label={verdict} />
        ) : (
          <IconAlertTriangleFilled size={16} className="wait" role="img" aria-label={verdict} />
        )}
      </span>
    </fieldset>
  )
}
