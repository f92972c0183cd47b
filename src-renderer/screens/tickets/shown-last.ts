import { useEffect } from 'react'
import { create } from 'zustand'
import type { TicketViewRow } from '../../../src-preload/contract/entities/ticket-views.ts'
import { BLOCK_ROWS, type ViewList } from '../../stores/view-list-store.ts'
import type { TicketQuery } from '../../stores/views.ts'

export type TicketList = ViewList<TicketViewRow, TicketQuery>

/** The list of tickets that was shown last: from one of its tickets, `j` and `k` lead to the next and the previous. */
const useShownLast = create<{ readonly list: TicketList | null }>(() => ({ list: null }))

export function useShowsList(list: TicketList): void {
  useEffect(() => useShownLast.setState({ list }), [list])
}

export function useListShownLast(): TicketList | null {
  return useShownLast(state => state.list)
}

/** The row number of a ticket among the rows that are loaded; -1 when it is not among them. */
export function placeIn(list: TicketList, id: string): number {
  for (const [block, rows] of list.useState.getState().blocks) {
    const at = rows.findIndex(row => row?.id === id)
    if (at >= 0) return block * BLOCK_ROWS + at
  }
  return -1
}
