import './tickets.css'
import { useElementSize } from '@mantine/hooks'
import type { TFunction } from 'i18next'
import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { TicketSort, type TicketViewRow } from '../../../src-preload/contract/entities/ticket-views.ts'
import { useOfferedCommands } from '../../commands/commands.ts'
import { Page } from '../../components/page.tsx'
import type { Sort } from '../../lists/column.ts'
import { ViewTable } from '../../lists/view-table.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { ticketCounts } from '../../stores/queries.ts'
import { ticketList } from '../../stores/views.ts'
import { NoTickets } from './no-tickets.tsx'
import { useSavedViews } from './saved-views.ts'
import { useShowsList } from './shown-last.ts'
import {
  choose,
  clearFilters,
  isFiltered,
  replaceChoice,
  sortOf,
  statesOf,
  toQuery,
  useTicketChoice,
} from './ticket-choice.ts'
import { useTicketColumns } from './ticket-columns.tsx'
import { TicketFilters } from './ticket-filters.tsx'
import { ViewsMenu } from './views-menu.tsx'

const openTicket = ({ id }: TicketViewRow) => goTo(addressOf.ticket(id))
const refOf = ({ ref }: TicketViewRow) => ref

/** All tickets: searched, filtered, in any order; found again as they were left. */
export function TicketsScreen() {
  const { t } = useTranslation()
  const choice = useTicketChoice(state => state.choice)
  const counts = useQuery(ticketCounts, {}).data
  const query = useMemo(() => toQuery(choice, Date.now()), [choice])
  const list = ticketList('tickets', query)
  useEffect(() => list.ask(query), [list, query])
  const total = list.useState(state => state.total)
  useShowsList(list)
  const { ref, width } = useElementSize<HTMLDivElement>()
  const searching = choice.search !== ''
  const columns = useTicketColumns({ widthPx: width, searching })
  const sort = useCallback(
    (next: Sort) => choose(searching ? { searchSort: TicketSort.parse(next) } : { sort: TicketSort.parse(next) }),
    [searching],
  )
  const anyTickets = counts === null || counts.total > 0
  const empty = useMemo(() => <NoTickets anyTickets={anyTickets} />, [anyTickets])
  useListCommands()
  return (
    <Page
      kind="list"
      title={t('tickets.title')}
      below={countOf(t, total, counts?.total ?? null)}
      actions={<ViewsMenu />}
    >
      <TicketFilters counts={counts} />
      <div className={searching ? 'ticket-list searching' : 'ticket-list'} ref={ref}>
        <ViewTable
          list={list}
          label={t('tickets.title')}
          columns={columns}
          rowHeight={searching ? 60 : 40}
          sort={sortOf(choice)}
          onSort={sort}
          nameOf={refOf}
          onOpen={openTicket}
          empty={empty}
        />
      </div>
    </Page>
  )
}

function useListCommands(): void {
  const { t } = useTranslation()
  const counts = useQuery(ticketCounts, {}).data
  const choice = useTicketChoice(state => state.choice)
  const views = useSavedViews(state => state.views)
  useOfferedCommands([
    {
      id: 'tickets open',
      group: 'here',
      label: t('ticketFilter.showOpen'),
      disabled: counts === null,
      run: () => choose({ states: statesOf('open', counts) }),
    },
    { id: 'tickets all', group: 'here', label: t('ticketFilter.showAll'), run: () => choose({ states: [] }) },
    {
      id: 'tickets closed',
      group: 'here',
      label: t('ticketFilter.showClosed'),
      disabled: counts === null,
      run: () => choose({ states: statesOf('closed', counts) }),
    },
    {
      id: 'tickets clear',
      group: 'here',
      label: t('ticketFilter.clear'),
      disabled: !isFiltered(choice),
      run: clearFilters,
    },
    ...views.map(
      view =>
        ({
          id: `tickets view ${view.id}`,
          group: 'here',
          label: t('ticketViews.show', { name: view.name }),
          run: () => replaceChoice(view.choice),
        }) as const,
    ),
  ])
}

function countOf(t: TFunction, shown: number | null, all: number | null) {
  if (shown === null) return <>&nbsp;</>
  if (all === null || all === shown) return t('tickets.count', { count: shown })
  return t('tickets.countOf', { count: shown, total: all })
}
