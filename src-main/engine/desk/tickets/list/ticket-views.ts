import type { TicketSort, TicketViewRow } from '../../../../../src-preload/contract/entities/ticket-views.ts'
import type { Hit, ViewOpened } from '../../../../../src-preload/contract/entities/view.ts'
import type { Clock } from '../../../ports.ts'
import type { DeskStore } from '../../../store/open.ts'
import { createViews, type Views } from '../../../store/views/views.ts'
import { fullTextQuery } from '../../search/full-text-query.ts'
import { createHitFinder } from '../../search/hits.ts'
import { ticketRows } from '../list-tickets.ts'
import { findTickets } from './find-tickets.ts'
import type { TicketQuestion } from './ticket-conditions.ts'

type Question = { readonly filter: TicketQuestion; readonly sort: TicketSort }

/** Lists of tickets as they were when they were opened; rows are as they are when they are asked for. */
export interface TicketViews extends Pick<Views<Question>, 'news' | 'close'> {
  open(filter: TicketQuestion, sort: TicketSort): Promise<ViewOpened>
  rows(viewId: string, from: number, count: number): Promise<(TicketViewRow | null)[]>
}

export function createTicketViews({ reads, snapshots }: DeskStore, clock: Clock): TicketViews {
  const views = createViews<Question>(snapshots, clock, {
    find: (snapshot, { filter, sort }) => findTickets(snapshot, filter, sort),
    inAnyOrder: question => ({ ...question, sort: { by: 'updated', descending: true } }),
  })
  const hitFinder = createHitFinder()
  return {
    open: (filter, sort) => views.open({ filter, sort }),
    async rows(viewId, from, count) {
      const { ids, question } = views.get(viewId)
      const wanted = [...ids.subarray(from, from + count)]
      const typed = question.filter.search?.trim() ?? ''
      const expression = fullTextQuery(typed)
      const rows = await ticketRows(reads, wanted)
      const hits = expression === null ? null : await hitFinder.find(reads, expression, wanted)
      const byId = new Map(
        rows.map(row => [row.id, { ...row, hits: [...(hits?.get(Number(row.id)) ?? named(row.ref, typed))] }]),
      )
      return wanted.map(id => byId.get(String(id)) ?? null)
    },
    news: viewId => views.news(viewId),
    close: viewId => views.close(viewId),
  }
}

/** Found by its reference, before the index knows it. */
function named(ref: string, typed: string): Hit[] {
  return ref === typed.toUpperCase() ? [{ field: 'ref', parts: [{ text: ref, hit: true }] }] : []
}
