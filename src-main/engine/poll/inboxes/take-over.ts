import { AppError } from '../../errors.ts'
import { type InboxRecord, inboxesOfFolder, updateInbox } from '../../settings/inboxes.ts'
import type { Tx } from '../../store/handles.ts'
import type { PollTools } from '../tools.ts'
import { findConfigIssues } from './check-config.ts'

/** An inbox that cannot work must not stop the one that does. Throws AppError with the field to correct. */
export async function requireFitToTakeOver(
  tools: Pick<PollTools, 'store' | 'reader'>,
  inbox: InboxRecord,
): Promise<void> {
  const { reads } = tools.store
  const others = await inboxesOfFolder(reads, inbox.folderId)
  if (!others.some(other => other.active && other.id !== inbox.id)) return
  const [issue] = await findConfigIssues(reads, tools.reader, inbox.config, inbox.id)
  if (issue) throw new AppError(issue.code, issue.message, { field: issue.field })
}

/**
 * From now on this inbox alone watches its folder: whichever did is switched off, in the same transaction, and the record
 * of messages is its own, what waits for the server included. Returns those that were switched off, as they were.
 */
export async function takeOver(tx: Tx, id: number, folderId: number, now: number): Promise<readonly InboxRecord[]> {
  const others = (await inboxesOfFolder(tx, folderId)).filter(other => other.active && other.id !== id)
  for (const other of others) await updateInbox(tx, other.id, folderId, { ...other.config, active: false }, now)
  await adoptMessages(tx, id, folderId)
  return others
}

/** The record of a folder belongs to the inbox that watches it now. */
export async function adoptMessages(tx: Tx, inboxId: number, folderId: number): Promise<void> {
  await tx
    .updateTable('message')
    .set({ inbox_id: inboxId })
    .where('folder_id', '=', folderId)
    .where(eb => eb.or([eb('inbox_id', 'is', null), eb('inbox_id', '<>', inboxId)]))
    .execute()
}
