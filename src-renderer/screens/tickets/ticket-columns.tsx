import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketViewRow } from '../../../src-preload/contract/entities/ticket-views.ts'
import { formatNumber } from '../../components/format.ts'
import { Moment } from '../../components/moment.tsx'
import { TicketMark, ticketStateWord } from '../../components/ticket-state-mark.tsx'
import type { Column } from '../../lists/column.ts'
import { addressOf } from '../../navigation.ts'
import { priorityWord } from '../ticket/ticket-words.ts'
import { HitLine, MaybeHit } from './hit-text.tsx'
import { PriorityMark } from './priority-mark.tsx'

type TicketColumn = 'ref' | 'title' | 'state' | 'priority' | 'caller' | 'organisation' | 'entries' | 'updated'

/** What is left out first where there is little room, each below so many pixels. */
const NEEDS_PX: Partial<Record<TicketColumn, number>> = {
  organisation: 920,
  entries: 860,
  priority: 720,
  caller: 600,
  updated: 440,
}

type Columns = {
  readonly widthPx: number
  readonly searching?: boolean
  /** What goes without saying on this page. */
  readonly without?: TicketColumn
}

/** The columns of a list of tickets, as many as there is room for. */
export function useTicketColumns({ widthPx, searching = false, without }: Columns): readonly Column<TicketViewRow>[] {
  const { t } = useTranslation()
  const shown = Object.entries(NEEDS_PX)
    .filter(([, px]) => widthPx > 0 && widthPx < px)
    .map(([id]) => id)
    .join()
  return useMemo(() => {
    const left = [...shown.split(','), without]
    return makeColumns(t, searching).filter(({ id }) => !left.includes(id))
  }, [t, searching, shown, without])
}

function makeColumns(t: TFunction, searching: boolean): readonly Column<TicketViewRow>[] {
  return [
    {
      id: 'ref',
      head: t('tickets.ref'),
      track: '88px',
      sort: 'ref',
      cell: row => (
        <span className="dimmed">
          <MaybeHit row={row} field="ref" text={row.ref} />
        </span>
      ),
    },
    {
      id: 'title',
      head: t('tickets.titleColumn'),
      track: 'minmax(0, 2.6fr)',
      sort: 'title',
      cell: row => (
        <>
          <a className="list-open" href={addressOf.ticket(row.id)} tabIndex={-1}>
            <MaybeHit row={row} field="title" text={row.title} />
          </a>
          {searching && <HitLine row={row} t={t} />}
        </>
      ),
    },
    {
      id: 'state',
      head: t('tickets.state'),
      track: 'minmax(128px, 0.6fr)',
      sort: 'state',
      cell: row => <TicketMark state={row.state} word={ticketStateWord(t, row.state)} />,
    },
    {
      id: 'priority',
      head: t('tickets.priority'),
      track: '96px',
      sort: 'priority',
      cell: row => <PriorityMark priority={row.priority} word={priorityWord(t, row.priority)} />,
    },
    {
      id: 'caller',
      head: t('tickets.caller'),
      track: 'minmax(0, 1fr)',
      sort: 'caller',
      cell: row => <MaybeHit row={row} field="people" text={row.callerName || row.callerAddress} />,
    },
    {
      id: 'organisation',
      head: t('tickets.organisation'),
      track: 'minmax(0, 1fr)',
      sort: 'organisation',
      cell: row => (
        <span className="dimmed">
          <MaybeHit row={row} field="people" text={row.organisationName} />
        </span>
      ),
    },
    {
      id: 'updated',
      head: t('tickets.updated'),
      track: '104px',
      sort: 'updated',
      cell: row => (
        <span className="dimmed">
          <Moment at={row.updatedAt} />
        </span>
      ),
    },
    {
      id: 'entries',
      head: t('tickets.entries'),
      track: '60px',
      align: 'end',
      cell: row => <span className="dimmed">{formatNumber(row.entryCount)}</span>,
    },
  ]
}
