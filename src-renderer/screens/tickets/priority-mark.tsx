import { IconChevronDown, IconChevronsUp, IconChevronUp, IconEqual } from '@tabler/icons-react'
import { priorityCode } from '../ticket/ticket-words.ts'

const MARKS = {
  critical: { Icon: IconChevronsUp, tone: 'bad' },
  high: { Icon: IconChevronUp, tone: 'wait' },
  medium: { Icon: IconEqual, tone: 'dimmed' },
  low: { Icon: IconChevronDown, tone: 'dimmed' },
} as const

type PriorityMarkProps = {
  /** As the engine calls it. */
  readonly priority: string
  readonly word: string
}

/** How urgent a ticket is: a shape and a word. */
export function PriorityMark({ priority, word }: PriorityMarkProps) {
  const code = priorityCode(priority)
  if (priority === '') return null
  const { Icon, tone } = MARKS[code ?? 'medium']
  return (
    <span className="mark">
      {code !== null && <Icon size={16} className={tone} aria-hidden />}
      <span>{word}</span>
    </span>
  )
}
