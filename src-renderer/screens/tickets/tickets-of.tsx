import './tickets.css'
import { Button } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconTicket } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TicketSort, type TicketViewRow } from '../../../src-preload/contract/entities/ticket-views.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ViewTable } from '../../lists/view-table.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import { ticketList } from '../../stores/views.ts'
import { useShowsList } from './shown-last.ts'
import { EVERYTHING, replaceChoice } from './ticket-choice.ts'
import { useTicketColumns } from './ticket-columns.tsx'

type TicketsOfProps = {
  readonly by: 'caller' | 'organisation'
  readonly id: string
  /** Of the person or the organisation. */
  readonly name: string
  /** Name of the list for screen readers. */
  readonly label: string
  readonly title: string
  readonly emptyTitle: string
  readonly emptyAdvice: string
}

const openTicket = ({ id }: TicketViewRow) => goTo(addressOf.ticket(id))
const refOf = ({ ref }: TicketViewRow) => ref

/** The tickets of a person or of an organisation, on its page. */
export function TicketsOf({ by, id, name, label, title, emptyTitle, emptyAdvice }: TicketsOfProps) {
  const { t } = useTranslation()
  const list = ticketList(`${by} ${id}`, {
    filter: by === 'caller' ? { callerId: id } : { organisationId: id },
    sort: EVERYTHING.sort,
  })
  const query = list.useState(state => state.query)
  const total = list.useState(state => state.total)
  useShowsList(list)
  const { ref, width } = useElementSize<HTMLElement>()
  const columns = useTicketColumns({ widthPx: width, without: by })
  const openInList = () => {
    replaceChoice({ ...EVERYTHING, [by]: { id, name } })
    goTo(addressOf.tickets)
  }
  return (
    <section className="tickets-of" ref={ref} aria-label={label}>
      <div className="tickets-of-head">
        <h2>{title}</h2>
        <span className="dimmed small">{total !== null && t('tickets.count', { count: total })}</span>
        {total !== null && total > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={openInList}>
            {t('tickets.openInList')}
          </Button>
        )}
      </div>
      <ViewTable
        list={list}
        label={label}
        columns={columns}
        sort={TicketSort.parse(query.sort ?? {})}
        onSort={next => list.ask({ ...query, sort: TicketSort.parse(next) })}
        nameOf={refOf}
        onOpen={openTicket}
        empty={<EmptyState icon={<IconTicket size={40} stroke={1.2} />} title={emptyTitle} advice={emptyAdvice} />}
      />
    </section>
  )
}
