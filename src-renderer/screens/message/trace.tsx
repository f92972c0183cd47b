import './trace.css'
import { IconAlertTriangleFilled, IconCheck, IconFlagFilled, IconHandStop, IconPoint } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TraceEntry } from '../../../src-preload/contract/entities/message.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import type { en } from '../../i18n/en/index.ts'
import { i18n } from '../../i18n/i18n.ts'

const MARKS = {
  passed: { Icon: IconPoint, tone: 'dimmed' },
  found: { Icon: IconCheck, tone: 'good' },
  stopped: { Icon: IconHandStop, tone: 'wait' },
  failed: { Icon: IconAlertTriangleFilled, tone: 'bad' },
} as const
const DECIDED = { Icon: IconFlagFilled, tone: 'good' } as const

/** Less is nothing at one digit. */
const WORTH_TELLING_MS = 0.05

type TraceProps = {
  readonly entries: readonly TraceEntry[]
  /** It ended in a ticket: the step that stopped there is the one that decided well. */
  readonly endedWell: boolean
}

/** The way of a message through the steps, told as a story: one line a step, its evidence behind it. */
export function Trace({ entries, endedWell }: TraceProps) {
  const { t } = useTranslation()
  const ms = entries.reduce((sum, entry) => sum + entry.ms, 0)
  return (
    <>
      <ol className="trace" aria-label={t('message.trace')}>
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a trace is written once and never sorted anew
          <TraceLine key={at} entry={entry} endedWell={endedWell} />
        ))}
      </ol>
      <p className="small dimmed trace-total">{t('message.traceTotal', { count: entries.length, ms })}</p>
    </>
  )
}

function TraceLine({ entry, endedWell }: { readonly entry: TraceEntry; readonly endedWell: boolean }) {
  const { t } = useTranslation()
  const isDecision = endedWell && entry.outcome === 'stopped'
  const { Icon, tone } = isDecision ? DECIDED : MARKS[entry.outcome]
  const outcome = isDecision ? t('message.decided') : t(`outcome.${entry.outcome}`)
  return (
    <li className={entry.outcome}>
      <span className={`trace-mark ${tone}`} title={outcome}>
        <Icon size={14} role="img" aria-label={outcome} />
      </span>
      <span className="trace-step small dimmed" title={entry.step}>
        {isNamedStep(entry.step) ? t(`step.${entry.step}`) : entry.step}
      </span>
      <div className="trace-words">
        <ForeignText whole>{entry.reason}</ForeignText>
        {entry.evidence && (
          <details className="trace-evidence">
            <summary className="small">{t('message.evidence')}</summary>
            <p>
              <ForeignText whole>{entry.evidence}</ForeignText>
            </p>
          </details>
        )}
      </div>
      <span className="trace-ms small dimmed number">
        {entry.ms >= WORTH_TELLING_MS && t('message.ms', { value: entry.ms })}
      </span>
    </li>
  )
}

/** A step that has no name here yet is shown by its own. */
function isNamedStep(step: string): step is keyof (typeof en)['step'] {
  return i18n.exists(`step.${step}`)
}
