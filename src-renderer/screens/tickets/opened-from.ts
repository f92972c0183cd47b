import { create } from 'zustand'
import type { TicketViewRow } from '../../../src-preload/contract/entities/ticket-views.ts'
import { addressOf, goTo } from '../../navigation.ts'
import type { ViewList } from '../../stores/view-list-store.ts'
import type { TicketQuery } from '../../stores/views.ts'

type TicketList = ViewList<TicketViewRow, TicketQuery>

/** The list that a ticket was last opened from: `j` and `k` lead through it without going back. */
const useOpenedFrom = create<{ readonly list: TicketList | null }>(() => ({ list: null }))

export function openFrom(list: TicketList, id: string): void {
  useOpenedFrom.setState({ list })
  goTo(addressOf.ticket(id))
}

export function useListOpenedFrom(): TicketList | null {
  return useOpenedFrom(state => state.list)
}
