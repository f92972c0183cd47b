import './trace.css'
import { IconAlertTriangleFilled, IconCheck, IconHandStop, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TraceEntry } from '../../../src-preload/contract/entities/message.ts'
import { ForeignText } from '../../components/foreign-text.tsx'

const MARKS = {
  passed: { Icon: IconCheck, tone: 'dimmed' },
  found: { Icon: IconSearch, tone: 'good' },
  stopped: { Icon: IconHandStop, tone: 'wait' },
  failed: { Icon: IconAlertTriangleFilled, tone: 'bad' },
} as const

/** The way of a message through the steps, told as a story: one line a step, its evidence below. */
export function Trace({ entries }: { readonly entries: readonly TraceEntry[] }) {
  const { t } = useTranslation()
  if (entries.length === 0) return <p className="dimmed">{t('message.noTrace')}</p>
  return (
    <ol className="trace" aria-label={t('message.trace')}>
      {entries.map(entry => {
        const { Icon, tone } = MARKS[entry.outcome]
        return (
          <li key={entry.step}>
            <span className={`trace-mark ${tone}`} title={t(`outcome.${entry.outcome}`)}>
              <Icon size={14} aria-label={t(`outcome.${entry.outcome}`)} />
            </span>
            <div style={{ minWidth: 0 }}>
              <div className="row">
                <span className="small dimmed">{entry.step}</span>
                {entry.ms >= 1 && <span className="small dimmed">{t('message.ms', { value: entry.ms })}</span>}
              </div>
              <ForeignText whole>{entry.reason}</ForeignText>
              {entry.evidence && (
                <div className="trace-evidence">
                  <ForeignText whole>{entry.evidence}</ForeignText>
                </div>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
