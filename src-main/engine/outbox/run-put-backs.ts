import { sql } from 'kysely'
import { AppError } from '../errors.ts'
import type { PutBack, SourceSession } from '../ports.ts'
import type { DeskStore } from '../store/open.ts'
import { recordFailure } from './action-records.ts'
import type { ActionTools } from './run-actions.ts'
import { forgetSteps, stepNotes } from './step-notes.ts'
import { stillWanted } from './still-wanted.ts'

type DuePutBack = Awaited<ReturnType<typeof duePutBacks>>[number]

/**
 * Puts the stored raw mail back into this folder. Before the folder is listed: the mail has a new number there, and has
 * to be known by it before the listing takes it for a new one.
 */
export async function runPutBacks(
  tools: ActionTools,
  session: SourceSession,
  folderId: number,
  signal?: AbortSignal,
): Promise<void> {
  const due = await duePutBacks(tools.store, folderId, tools.clock.now())
  if (due.length === 0) return
  try {
    await putBackAll(tools, session, due, signal)
  } finally {
    tools.events.emit('actions.changed', {})
    tools.events.emit('messages.changed', { inboxId: null })
  }
}

async function putBackAll(
  tools: ActionTools,
  session: SourceSession,
  due: readonly DuePutBack[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const action of due) {
    signal?.throwIfAborted()
    if ((await stillWanted(tools, [action])).length === 0) continue
    try {
      await putBack(tools, session, action)
    } catch (error) {
      if (signal?.aborted) throw error
      await recordFailure(tools, action, error)
      if (error instanceof AppError && error.code === 'connection-failed') throw error
    }
  }
}

async function duePutBacks(store: DeskStore, folderId: number, dueBy: number) {
  return (
    store.reads
      .selectFrom('server_action')
      .innerJoin('message', 'message.id', 'server_action.message_id')
      .select(['server_action.id', 'server_action.attempts', 'server_action.target_folder'])
      .select(['message.id as messageRowId', 'message.folder_id', 'message.received_at', 'message.raw_sha256'])
      .where('server_action.state', '=', sql.lit('waiting'))
      .where('server_action.kind', '=', 'put-back')
      .where('server_action.due_at', '<=', dueBy)
      // As for what is removed: the few actions lead, not the messages of the folder.
      .where(sql`+message.folder_id`, '=', folderId)
      .orderBy('server_action.id')
      .execute()
  )
}

async function putBack(tools: ActionTools, session: SourceSession, action: DuePutBack): Promise<void> {
  if (!session.putBack) throw new AppError('not-allowed', 'Mail can only be put back into an IMAP folder.')
  const raw = action.raw_sha256 === null ? null : await tools.store.blobs.get(action.raw_sha256)
  if (!raw) throw new AppError('store-damaged', 'The raw mail is missing from the store, so it cannot be put back.')
  tools.probe.reached('before-server-action')
  const place = await session.putBack(raw, action.received_at, await stepNotes(tools, action))
  tools.probe.reached('after-server-action')
  await recordPutBack(tools, action, place)
}

/** The message is the one it was, under its new number. */
async function recordPutBack({ store, clock }: ActionTools, action: DuePutBack, place: PutBack): Promise<void> {
  const { messageRowId, folder_id } = action
  await store.write(async tx => {
    await tx
      .updateTable('server_action')
      .set({ state: 'done', ended_at: clock.now(), attempts: action.attempts + 1, last_error: null })
      .where('id', '=', action.id)
      .execute()
    await forgetSteps(tx, messageRowId)
    const { uid, uidValidity } = place
    const holder = await tx
      .selectFrom('message')
      .select('id')
      .where('folder_id', '=', folder_id)
      .where('uid_validity', '=', uidValidity)
      .where('uid', '=', uid)
      .executeTakeFirst()
    // Listed already, by somebody who did not know: then it stands in its own row.
    if (holder && holder.id !== messageRowId) return
    const back = await tx
      .updateTable('message')
      .set({ uid, uid_validity: uidValidity, presence: 'on-server', gone_at: null })
      .where('id', '=', messageRowId)
      .where('presence', '=', 'gone')
      .executeTakeFirst()
    if (back.numUpdatedRows === 0n) return
    await tx
      .updateTable('folder')
      .set(eb => ({ on_server: eb('on_server', '+', 1) }))
      .where('id', '=', folder_id)
      .execute()
  })
}
