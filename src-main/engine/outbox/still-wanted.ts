import { sql } from 'kysely'
import type { Clock, Log } from '../ports.ts'
import type { Reads, Tx } from '../store/handles.ts'
import type { DeskStore } from '../store/open.ts'
import { callOffActions } from './call-off.ts'
import { whyNotAsStored } from './server-bounds.ts'

type Tools = { readonly store: DeskStore; readonly clock: Clock; readonly log: Log }

const TICKET_OPEN = 'Its ticket is open.'

/** Of what waits: what the inbox's settings still ask for, and what they forbid, by the reason. */
type Judged = { readonly wanted: ReadonlySet<number>; readonly forbidden: ReadonlyMap<string, readonly number[]> }

/**
 * Those that nobody has taken back since they were listed, and that the inbox's settings still allow: asked right before
 * the server is. What they forbid is called off here, however it came to wait.
 */
export async function stillWanted<Action extends { readonly id: number }>(
  { store, clock, log }: Tools,
  actions: readonly Action[],
): Promise<readonly Action[]> {
  const ids = actions.map(action => action.id)
  const { wanted, forbidden } = await judgeWaiting(store.reads, ids)
  if (forbidden.size > 0) {
    log.warn('server-action.called-off', { reasons: [...forbidden.keys()] })
    await store.write(tx => callOffForbidden(tx, ids, clock.now()))
  }
  return actions.filter(({ id }) => wanted.has(id))
}

/** Calls off what the settings of its inbox forbid by now. */
export async function callOffForbidden(tx: Tx, ids: readonly number[], now: number): Promise<void> {
  const { forbidden } = await judgeWaiting(tx, ids)
  for (const [reason, among] of forbidden) await callOffActions(tx, among, now, `Called off: ${reason}`)
}

async function judgeWaiting(reads: Reads, ids: readonly number[]): Promise<Judged> {
  const rows = await reads
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .leftJoin('inbox', 'inbox.id', 'message.inbox_id')
    .leftJoin('ticket', 'ticket.id', 'message.ticket_id')
    .select(['server_action.id', 'kind', 'target_folder', 'because', 'inbox.config', 'ticket.closed_at'])
    .select(eb => eb('ticket.id', 'is not', null).as('has_ticket'))
    .where('server_action.id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .where('server_action.state', '=', sql.lit('waiting'))
    .execute()
  const wanted = new Set<number>()
  const forbidden = new Map<string, readonly number[]>()
  for (const { id, config, has_ticket, closed_at, ...action } of rows) {
    // An undo may bring back what was queued when the ticket was closed.
    const isOpen = Boolean(has_ticket) && closed_at === null
    const reason = action.because === 'ticket-over' && isOpen ? TICKET_OPEN : whyNotAsStored(config, action)
    if (reason === null) wanted.add(id)
    else forbidden.set(reason, [...(forbidden.get(reason) ?? []), id])
  }
  return { wanted, forbidden }
}
