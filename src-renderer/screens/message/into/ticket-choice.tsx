import { useEffect, useRef } from 'react'
import type { TicketViewRow } from '../../../../src-preload/contract/entities/ticket-views.ts'
import { ForeignText } from '../../../components/foreign-text.tsx'
import { TicketStateMark } from '../../../components/ticket-state-mark.tsx'

type TicketChoiceProps = {
  readonly ticket: TicketViewRow
  readonly chosen: boolean
  readonly onChoose: (id: string) => void
}

/** One ticket to choose. The search field keeps the keyboard: arrows walk, Enter takes. */
export function TicketChoice({ ticket, chosen, onChoose }: TicketChoiceProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above has the keys
    <div
      ref={row}
      id={`into-${ticket.id}`}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className="into-ticket"
      onClick={() => onChoose(ticket.id)}
    >
      <span className="number into-ref">{ticket.ref}</span>
      <span className="into-title">
        <ForeignText>{ticket.title}</ForeignText>
        <span className="small dimmed">
          <ForeignText>{ticket.callerName || ticket.callerAddress}</ForeignText>
        </span>
      </span>
      <TicketStateMark state={ticket.state} />
    </div>
  )
}
