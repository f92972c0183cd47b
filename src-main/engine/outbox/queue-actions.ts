import { sql } from 'kysely'
import type { Tx } from '../store/handles.ts'
import type { QueuedAction } from './queue-action.ts'
import { callOffForbidden } from './still-wanted.ts'

/** The same action for many messages; for each of them it replaces the one that waits. */
export async function queueActions(
  tx: Tx,
  messageRowIds: readonly number[],
  action: Omit<QueuedAction, 'messageRowId'>,
  now: number,
): Promise<void> {
  await cancelWaitingActions(tx, messageRowIds, now)
  await sql`
    INSERT INTO server_action (message_id, kind, target_folder, because, state, due_at, created_at)
    SELECT value, ${action.kind}, ${action.targetFolder}, ${action.because}, 'waiting', ${action.dueAt}, ${now}
    FROM json_each(${JSON.stringify(messageRowIds)})`.execute(tx)
  await sql`UPDATE message SET presence = 'action-waiting'
    WHERE presence = 'on-server' AND id IN (SELECT value FROM json_each(${JSON.stringify(messageRowIds)}))`.execute(tx)
}

/** What waits for these messages is not done. Their presence is for the caller to set. */
export async function cancelWaitingActions(tx: Tx, messageRowIds: readonly number[], now: number): Promise<void> {
  await sql`UPDATE server_action SET state = 'cancelled', ended_at = ${now}
    WHERE state = 'waiting' AND message_id IN (SELECT value FROM json_each(${JSON.stringify(messageRowIds)}))`.execute(
    tx,
  )
}

/** The action that waits for each of these messages, by its number; a message without one is left out. */
export async function waitingActions(tx: Tx, messageRowIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const found = await sql<{ id: number; message_id: number }>`SELECT id, message_id FROM server_action
    WHERE state = 'waiting' AND message_id IN (SELECT value FROM json_each(${JSON.stringify(messageRowIds)}))`.execute(
    tx,
  )
  return new Map(found.rows.map(row => [row.message_id, row.id]))
}

/** Takes back a change of what waits, as far as the settings still allow it: `cancel` were queued by it, `restore` were cancelled by it. */
export async function restoreActions(
  tx: Tx,
  ids: { readonly cancel: readonly number[]; readonly restore: readonly number[] },
  now: number,
): Promise<void> {
  await sql`UPDATE server_action SET state = 'cancelled', ended_at = ${now}
    WHERE state = 'waiting' AND id IN (SELECT value FROM json_each(${JSON.stringify(ids.cancel)}))`.execute(tx)
  await sql`UPDATE server_action SET state = 'waiting', ended_at = NULL
    WHERE state = 'cancelled' AND id IN (SELECT value FROM json_each(${JSON.stringify(ids.restore)}))`.execute(tx)
  // The settings may have been changed since it was taken back.
  await callOffForbidden(tx, ids.restore, now)
}
