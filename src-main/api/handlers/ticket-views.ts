import { countTickets } from '../../engine/desk/tickets/list/count-tickets.ts'
import type { HandlersOf } from './handler.ts'
import { optionalRowId } from './ids.ts'

/** Lists of tickets as views, and the counts beside them. */
export const ticketViewHandlers: Pick<
  HandlersOf<'tickets'>,
  'tickets.openView' | 'tickets.rows' | 'tickets.viewNews' | 'tickets.closeView' | 'tickets.counts'
> = {
  async 'tickets.openView'(engine, { filter: { callerId, organisationId, agentId, ...filter }, sort, first }) {
    const view = await engine.ticketViews.open(
      {
        ...filter,
        callerId: optionalRowId(callerId, 'callerId'),
        organisationId: optionalRowId(organisationId, 'organisationId'),
        agentId: optionalRowId(agentId, 'agentId'),
      },
      sort,
    )
    return { ...view, rows: first === 0 ? [] : await engine.ticketViews.rows(view.viewId, 0, first) }
  },
  async 'tickets.rows'(engine, { viewId, from, count }) {
    return { rows: await engine.ticketViews.rows(viewId, from, count) }
  },
  'tickets.viewNews': (engine, { viewId }) => engine.ticketViews.news(viewId),
  async 'tickets.closeView'(engine, { viewId }) {
    engine.ticketViews.close(viewId)
    return {}
  },
  'tickets.counts': engine => countTickets(engine.store.reads),
}
