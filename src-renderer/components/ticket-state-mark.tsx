import {
  IconBan,
  IconCircle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDot,
  IconClockHour4,
  IconHourglass,
  IconProgressAlert,
  IconThumbUp,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

const MARKS = {
  new: { Icon: IconCircle, tone: 'accent' },
  assigned: { Icon: IconCircleDot, tone: 'accent' },
  dispatched: { Icon: IconCircleDot, tone: 'accent' },
  redispatched: { Icon: IconCircleDot, tone: 'accent' },
  pending: { Icon: IconClockHour4, tone: 'wait' },
  waiting_for_approval: { Icon: IconHourglass, tone: 'wait' },
  approved: { Icon: IconThumbUp, tone: 'good' },
  rejected: { Icon: IconBan, tone: 'dimmed' },
  escalated: { Icon: IconProgressAlert, tone: 'bad' },
  escalated_tto: { Icon: IconProgressAlert, tone: 'bad' },
  escalated_ttr: { Icon: IconProgressAlert, tone: 'bad' },
  resolved: { Icon: IconCircleCheck, tone: 'good' },
  closed: { Icon: IconCircleCheckFilled, tone: 'dimmed' },
} as const

type KnownState = keyof typeof MARKS

/** States come from the life cycles, which are data: one that has no name here is shown by its code. */
export function ticketStateWord(t: TFunction, state: string, label?: string): string {
  return isKnown(state) ? t(`ticketState.${state}`) : (label ?? state.replaceAll('_', ' '))
}

export function TicketStateMark({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  return <TicketMark state={state} word={ticketStateWord(t, state)} />
}

/** The same for the rows of a long list, whose columns know the words. */
export function TicketMark({ state, word }: { readonly state: string; readonly word: string }) {
  const { Icon, tone } = MARKS[isKnown(state) ? state : 'assigned']
  return (
    <span className="mark ticket-mark" title={word}>
      <Icon size={16} className={tone} aria-hidden />
      <span className="cut">{word}</span>
    </span>
  )
}

function isKnown(state: string): state is KnownState {
  return Object.hasOwn(MARKS, state)
}
