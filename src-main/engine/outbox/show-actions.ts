import { sql } from 'kysely'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import { AppError } from '../errors.ts'
import type { Reads, Tx } from '../store/handles.ts'

/** What waits or failed on mail servers, then what was done; each newest first, so that nothing that matters is far down. */
export async function listActions(
  reads: Reads,
  page: { readonly offset: number; readonly limit: number },
): Promise<ServerActionView[]> {
  const rows = await reads
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .selectAll('server_action')
    .select('message.subject')
    .orderBy(sql`server_action.state IN ('waiting', 'failed')`, 'desc')
    .orderBy('server_action.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return rows.map(row => ({
    id: String(row.id),
    messageId: String(row.message_id),
    kind: row.kind,
    targetFolder: row.target_folder,
    state: row.state,
    dueAt: row.due_at,
    attempts: row.attempts,
    lastError: row.last_error,
    subject: row.subject,
  }))
}

/** Undo while it waits. */
export async function cancelAction(tx: Tx, id: number, now: number): Promise<void> {
  const action = await tx.selectFrom('server_action').selectAll().where('id', '=', id).executeTakeFirst()
  if (!action) throw new AppError('not-found', `There is no server action ${id}.`, { field: 'id' })
  if (action.state !== 'waiting') throw new AppError('conflict', 'It does not wait any more; it cannot be undone here.')
  await tx.updateTable('server_action').set({ state: 'cancelled', ended_at: now }).where('id', '=', id).execute()
  await tx
    .updateTable('message')
    .set({ presence: 'on-server' })
    .where('id', '=', action.message_id)
    .where('presence', '=', 'action-waiting')
    .execute()
}
