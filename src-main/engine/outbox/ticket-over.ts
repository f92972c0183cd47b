import { sql } from 'kysely'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { Settings } from '../../../src-preload/contract/settings/settings.ts'
import { resolveRules } from '../settings/inbox-rules.ts'
import type { Tx } from '../store/handles.ts'
import { queueAction } from './queue-action.ts'

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
    const { config, settings: own } = resolveRules(InboxConfig.parse(JSON.parse(message.config)), settings)
    if (config.email_storage !== 'keep' || !config.remove_when_ticket_closes) continue
    const dueAt = now + own.server_action_grace_seconds * 1000
    await queueAction(
      tx,
      { messageRowId: message.id, kind: 'delete', targetFolder: null, because: 'ticket-over', dueAt },
      now,
    )
    queued += 1
  }
  return queued
}

/** A ticket was reopened within the grace time: its mails stay. */
export async function cancelRemovalsForTicket(tx: Tx, ticketId: number, now: number): Promise<void> {
  const waiting = await tx
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .select(['server_action.id', 'message.id as messageRowId'])
    .where('message.ticket_id', '=', ticketId)
    .where('server_action.state', '=', sql.lit('waiting'))
    .where('server_action.because', '=', 'ticket-over')
    .execute()
  for (const action of waiting) {
    await tx
      .updateTable('server_action')
      .set({ state: 'cancelled', ended_at: now })
      .where('id', '=', action.id)
      .execute()
    await tx.updateTable('message').set({ presence: 'on-server' }).where('id', '=', action.messageRowId).execute()
  }
}
