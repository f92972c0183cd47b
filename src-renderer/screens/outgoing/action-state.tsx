import { IconAlertTriangleFilled, IconArrowBackUp, IconCircleCheckFilled, IconClockHour4 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatExact, formatRelative } from '../../components/format.ts'
import { Moment } from '../../components/moment.tsx'

type ActionStateProps = { readonly action: ServerActionView; readonly now: number }

/** Where an action stands: counted down while it waits, with its reason when it failed. */
export function ActionState({ action, now }: ActionStateProps) {
  const { t } = useTranslation()
  const { state, dueAt, endedAt, attempts, lastError } = action
  const ended = (
    <span className="dimmed">
      <Moment at={endedAt ?? dueAt} />
    </span>
  )
  switch (state) {
    case 'done':
      return (
        <span className="mark">
          <IconCircleCheckFilled size={16} className="good" aria-hidden />
          {t('outgoing.done')}
          {ended}
        </span>
      )
    case 'cancelled':
      return (
        <span className="mark dimmed">
          <IconArrowBackUp size={16} aria-hidden />
          {t('outgoing.cancelled')}
          {ended}
        </span>
      )
    case 'failed':
      return (
        <>
          <span className="mark bad">
            <IconAlertTriangleFilled size={16} aria-hidden />
            {t('outgoing.gaveUp', { count: attempts })}
            {ended}
          </span>
          <Fault reason={lastError} />
        </>
      )
    case 'waiting': {
      const when = dueAt <= now ? t('outgoing.now') : formatRelative(dueAt, now)
      return (
        <>
          <span className="mark tabular" title={formatExact(dueAt)}>
            <IconClockHour4 size={16} className={attempts > 0 ? 'wait' : 'accent'} aria-hidden />
            {attempts > 0 ? t('outgoing.retry', { count: attempts, when }) : when}
          </span>
          <Fault reason={lastError} />
        </>
      )
    }
  }
}

function Fault({ reason }: { readonly reason: string | null }) {
  if (!reason) return null
  return (
    <span className="small dimmed outgoing-fault">
      <ForeignText whole>{reason}</ForeignText>
    </span>
  )
}
