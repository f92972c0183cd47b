import { useTranslation } from 'react-i18next'
import type { Consequences, MessageAction } from '../../../../src-preload/contract/entities/message-views.ts'
import { ForeignText } from '../../../components/foreign-text.tsx'
import { formatNumber } from '../../../components/format.ts'
import { describeConsequences } from './describe-consequences.ts'

type ConsequenceTextProps = { readonly action: MessageAction; readonly would: Consequences }

/** What will happen to how many, and what is left out with its reasons. */
export function ConsequenceText({ action, would }: ConsequenceTextProps) {
  const { t } = useTranslation()
  const left = would.refused.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      {would.changes === 0 && <p>{t('act.nothing')}</p>}
      {describeConsequences(t, action, would).map(sentence => (
        <p key={sentence} className="wrap-anywhere">
          {sentence}
        </p>
      ))}
      {left > 0 && (
        <>
          <p className="dimmed">{t('act.refused', { count: left })}</p>
          <ul className="act-refused" aria-label={t('act.stays')}>
            {would.refused.map(({ reason, count }) => (
              <li key={reason}>
                <span className="number">{formatNumber(count)}</span>
                <ForeignText whole>{reason}</ForeignText>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
