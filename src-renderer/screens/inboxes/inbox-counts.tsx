import './inbox-counts.css'
import { IconAlertTriangleFilled, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { MessageState } from '../../../src-preload/contract/entities/message.ts'
import { formatNumber } from '../../components/format.ts'

type InboxCountsProps = { readonly inbox: Pick<InboxSummary, 'counts' | 'onServer'> }

/** The books of an inbox: every state with its count, and whether they add up to what the server counts. */
export function InboxCounts({ inbox: { counts, onServer } }: InboxCountsProps) {
  const { t } = useTranslation()
  const sum = MessageState.options.reduce((total, state) => total + counts[state], 0)
  const isBalanced = sum === onServer
  const verdict = isBalanced ? t('inboxes.balanced') : t('inboxes.unbalanced', { sum: formatNumber(sum) })
  return (
    <dl className="inbox-counts" aria-label={t('inboxes.counts')}>
      {MessageState.options.map(state => (
        <div key={state} data-zero={counts[state] === 0 || undefined}>
          <dt>{t(`messageState.${state}`)}</dt>
          <dd className={state === 'error' && counts.error > 0 ? 'bad' : undefined}>{formatNumber(counts[state])}</dd>
        </div>
      ))}
      <div className="inbox-counts-sum" title={verdict}>
        <dt>{t('inboxes.onServer')}</dt>
        <dd>
          {formatNumber(onServer)}
          {isBalanced ? (
            <IconCheck size={14} className="good" aria-label={verdict} />
          ) : (
            <IconAlertTriangleFilled size={14} className="wait" aria-label={verdict} />
          )}
        </dd>
      </div>
    </dl>
  )
}
