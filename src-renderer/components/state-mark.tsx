import {
  IconAlertTriangleFilled,
  IconBan,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDotted,
  IconCircleMinus,
  IconClockHour4,
  IconHelpCircle,
  IconPlayerPause,
  IconRefresh,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import type { MessageState } from '../../src-preload/contract/entities/message.ts'

/** Every state has a shape and a word: colour only helps. */
const MESSAGE_MARKS = {
  new: { Icon: IconCircle, tone: 'accent' },
  processed: { Icon: IconCircleCheckFilled, tone: 'good' },
  error: { Icon: IconAlertTriangleFilled, tone: 'bad' },
  undesired: { Icon: IconBan, tone: 'dimmed' },
  ignored: { Icon: IconCircleMinus, tone: 'dimmed' },
  held: { Icon: IconClockHour4, tone: 'wait' },
} as const

export function MessageStateMark({ state }: { readonly state: MessageState }) {
  const { t } = useTranslation()
  return <MessageMark state={state} word={t(`messageState.${state}`)} />
}

/** The same without a look at the language: for the rows of a long list, whose columns know the words. */
export function MessageMark({ state, word }: { readonly state: MessageState; readonly word: string }) {
  const { Icon, tone } = MESSAGE_MARKS[state]
  return (
    <span className="mark">
      <Icon size={16} className={tone} aria-hidden />
      <span>{word}</span>
    </span>
  )
}

export type InboxCondition = 'well' | 'failing' | 'paused' | 'checking' | 'unchecked' | 'firstLook'

type ConditionOf = Pick<InboxSummary, 'active' | 'awaitsFirstLook' | 'health'>

export function conditionOf({ active, awaitsFirstLook, health }: ConditionOf): InboxCondition {
  if (health.polling) return 'checking'
  if (health.lastError !== null) return 'failing'
  if (!active) return 'paused'
  if (awaitsFirstLook) return 'firstLook'
  return health.lastSuccessAt === null ? 'unchecked' : 'well'
}

const INBOX_MARKS = {
  well: { Icon: IconCircleCheckFilled, tone: 'good' },
  failing: { Icon: IconAlertTriangleFilled, tone: 'bad' },
  paused: { Icon: IconPlayerPause, tone: 'dimmed' },
  checking: { Icon: IconRefresh, tone: 'accent' },
  unchecked: { Icon: IconCircleDotted, tone: 'dimmed' },
  firstLook: { Icon: IconHelpCircle, tone: 'wait' },
} as const

/** `word` off: the word is there for screen readers and on hover only. */
export function InboxMark({ inbox, word = true }: { readonly inbox: InboxSummary; readonly word?: boolean }) {
  const { t } = useTranslation()
  const condition = conditionOf(inbox)
  const { Icon, tone } = INBOX_MARKS[condition]
  const label = t(`inboxState.${condition}`)
  return (
    <span className="mark" title={word ? undefined : label}>
      <Icon size={word ? 16 : 14} className={tone} aria-hidden={word} aria-label={word ? undefined : label} />
      {word && <span>{label}</span>}
    </span>
  )
}
