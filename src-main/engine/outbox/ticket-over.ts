import { sql } from 'kysely'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { Settings } from '../../../src-preload/contract/settings/settings.ts'
import { resolveRules } from '../settings/inbox-rules.ts'
import type { Tx } from '../store/handles.ts'
import { callOff } from './call-off.ts'
import { queueAction } from './queue-action.ts'
import { rulesOnServer } from './server-bounds.ts'

/** A ticket was closed or deleted: the mails of it that inboxes only kept until then go from the server. */
export async function queueRemovalsForTicket(
  tx: Tx,
  ticketId: number,
  settings: Settings,
  now: number,
): Promise<number> {
  const messages = await tx
    .selectFrom('message')
    .innerJoin('inbox', 'inbox.id', 'message.inbox_id')
    .select(['message.id', 'inbox.config'])
    .where('message.ticket_id', '=', ticketId)
    .where('message.state', '=', 'processed')
    .where('message.presence', '=', 'on-server')
    .where('message.raw_kind', '=', 'whole')
    .execute()
  let queued = 0
  for (const message of messages) {
    const rules = resolveRules(InboxConfig.parse(JSON.parse(message.config)), settings)
    if (rulesOnServer(rules).processed !== 'deleted-with-ticket') continue
    const dueAt = now + rules.settings.server_action_grace_seconds * 1000
    await queueAction(
      tx,
      { messageRowId: message.id, kind: 'delete', targetFolder: null, because: 'ticket-over', dueAt },
      now,
    )
    queued += 1
  }
  return queued
}

/** What became of the mails of a ticket that moved on, as far as they were only kept until it is over. */
export type MailsOfTicket = {
  readonly queued: number
  readonly calledOff: number
  /** Left the server because the ticket was over, before it was opened again. */
  readonly gone: number
}

/**
 * A ticket moved on, by hand or by mail: closed, the mails that were only kept until then go from their servers; open
 * again, what still waits of that is called off. What failed is too, so that nobody tries it again.
 */
export async function followTicket(
  tx: Tx,
  ticket: { readonly id: number; readonly isClosed: boolean },
  settings: Settings,
  now: number,
): Promise<MailsOfTicket> {
  if (ticket.isClosed) {
    return { queued: await queueRemovalsForTicket(tx, ticket.id, settings, now), calledOff: 0, gone: 0 }
  }
  const removals = sql`because = 'ticket-over' AND message_id IN (SELECT id FROM message WHERE ticket_id = ${ticket.id})`
  const calledOff = await callOff(tx, removals, now, 'Called off: the ticket was opened again.')
  await sql`UPDATE server_action SET state = 'cancelled' WHERE state = 'failed' AND ${removals}`.execute(tx)
  const { gone } = await tx
    .selectFrom('message')
    .select(eb => eb.fn.countAll<number>().as('gone'))
    .where('ticket_id', '=', ticket.id)
    .where('presence', '=', sql.lit('gone'))
    .where(sql<boolean>`EXISTS (SELECT 1 FROM server_action WHERE server_action.message_id = message.id
      AND because = 'ticket-over' AND server_action.state = 'done')`)
    .executeTakeFirstOrThrow()
  return { queued: 0, calledOff, gone }
}
