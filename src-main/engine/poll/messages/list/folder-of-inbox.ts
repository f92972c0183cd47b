import { AppError } from '../../../errors.ts'
import type { Reads } from '../../../store/handles.ts'

/** The folder whose messages an inbox shows. Throws AppError `not-found` with field `inboxId`. */
export async function folderOfInbox(reads: Reads, inboxId: number): Promise<number> {
  const inbox = await reads.selectFrom('inbox').select('folder_id').where('id', '=', inboxId).executeTakeFirst()
  if (inbox) return inbox.folder_id
  throw new AppError('not-found', `There is no inbox ${inboxId}.`, { field: 'inboxId' })
}
