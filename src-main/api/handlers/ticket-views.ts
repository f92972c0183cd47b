import type { HandlersOf } from './handler.ts'

/** Lists of tickets as views, and the counts beside them. */
export const ticketViewHandlers: Pick<
  HandlersOf<'tickets'>,
  'tickets.openView' | 'tickets.rows' | 'tickets.viewNews' | 'tickets.closeView' | 'tickets.counts'
> = {}
