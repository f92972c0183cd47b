import { sql } from 'kysely'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import type { Reads } from '../store/handles.ts'
import { type AskedAction, whyNotAsStored } from './server-bounds.ts'

/** Something else was asked for the same message later, and not taken back. */
export const isSuperseded = sql<boolean>`EXISTS (SELECT 1 FROM server_action AS later
  WHERE later.message_id = server_action.message_id AND later.id > server_action.id AND later.state <> 'cancelled')`

/** What waits or failed on mail servers, then what was done; each newest first, so that nothing that matters is far down. */
export async function listActions(
  reads: Reads,
  page: { readonly offset: number; readonly limit: number },
): Promise<ServerActionView[]> {
  const rows = await reads
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .innerJoin('folder', 'folder.id', 'message.folder_id')
    .innerJoin('account', 'account.id', 'folder.account_id')
    .leftJoin('inbox', 'inbox.id', 'message.inbox_id')
    .selectAll('server_action')
    .select(['message.subject', 'message.presence', 'message.raw_kind', 'folder.name as folder', 'account.protocol'])
    .select(['inbox.name as inbox_name', 'inbox.config', isSuperseded.as('superseded')])
    .orderBy(sql`server_action.state IN ('waiting', 'failed')`, 'desc')
    .orderBy('server_action.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return rows.map(row => {
    const { state, kind, presence } = row
    const isLast = !row.superseded && row.inbox_name !== null
    const mayAgain = (asked: AskedAction) => isLast && whyNotAsStored(row.config, asked) === null
    return {
      id: String(row.id),
      messageId: String(row.message_id),
      kind,
      targetFolder: row.target_folder,
      folder: row.folder,
      inboxName: row.inbox_name,
      state,
      dueAt: row.due_at,
      endedAt: row.ended_at,
      attempts: row.attempts,
      lastError: row.last_error,
      subject: row.subject,
      canRetry: mayAgain(row) && state === 'failed' && presence === (kind === 'put-back' ? 'gone' : 'on-server'),
      canPutBack:
        mayAgain({ kind: 'put-back', target_folder: null, because: 'by-hand' }) &&
        (state === 'done' ? kind === 'delete' : state === 'failed' && kind === 'move') &&
        presence === 'gone' &&
        row.raw_kind === 'whole' &&
        row.protocol === 'imap',
    }
  })
}
