import type { InboxRecord } from '../settings/inboxes.ts'
import type { Reads } from '../store/handles.ts'

/** Those whose time has come, or that have work due on the server and no failure to wait out. */
export async function dueInboxes(
  reads: Reads,
  inboxes: readonly InboxRecord[],
  now: number,
): Promise<readonly number[]> {
  if (inboxes.length === 0) return []
  const waiting = await reads
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .select('message.folder_id')
    .distinct()
    .where('server_action.state', '=', 'waiting')
    .where('server_action.due_at', '<=', now)
    .execute()
  const withWork = new Set(waiting.map(row => row.folder_id))
  return inboxes
    .filter(inbox => (inbox.nextPollAt ?? 0) <= now || (inbox.failures === 0 && withWork.has(inbox.folderId)))
    .map(inbox => inbox.id)
}
