import {
  IconCircle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDot,
  IconClockHour4,
  IconProgressAlert,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const MARKS = {
  new: { Icon: IconCircle, tone: 'accent' },
  assigned: { Icon: IconCircleDot, tone: 'accent' },
  pending: { Icon: IconClockHour4, tone: 'wait' },
  escalated: { Icon: IconProgressAlert, tone: 'bad' },
  resolved: { Icon: IconCircleCheck, tone: 'good' },
  closed: { Icon: IconCircleCheckFilled, tone: 'dimmed' },
} as const

type KnownState = keyof typeof MARKS

/** States come from the life cycles, which are data: one that has no name here is shown by its code. */
export function TicketStateMark({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const known = isKnown(state) ? state : null
  const { Icon, tone } = MARKS[known ?? 'assigned']
  return (
    <span className="mark">
      <Icon size={16} className={tone} aria-hidden />
      <span>{known ? t(`ticketState.${known}`) : state.replaceAll('_', ' ')}</span>
    </span>
  )
}

function isKnown(state: string): state is KnownState {
  return Object.hasOwn(MARKS, state)
}
