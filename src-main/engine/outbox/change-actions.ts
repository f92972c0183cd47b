import { type RawBuilder, sql } from 'kysely'
import { AppError } from '../errors.ts'
import type { Tx } from '../store/handles.ts'
import { callOff } from './call-off.ts'
import { whyNotAsStored } from './server-bounds.ts'
import { isSuperseded } from './show-actions.ts'

/** Undo while it waits. Throws AppError `conflict` when it does not. */
export async function cancelAction(tx: Tx, id: number, now: number): Promise<void> {
  const action = await actionById(tx, id)
  if (action.state !== 'waiting') throw new AppError('conflict', 'It does not wait any more; it cannot be undone here.')
  await callOff(tx, sql`id = ${id}`, now, null)
}

/** Undoes all that waits; returns how many. */
export async function cancelAllActions(tx: Tx, now: number): Promise<number> {
  return callOff(tx, sql`TRUE`, now, null)
}

/**
 * Due now, with all its tries before it: what was given up, or waits for its next try. Returns the inbox that carries
 * it out, null where nobody watches the folder. Throws AppError `conflict` when there is nothing to repeat.
 */
export async function retryAction(tx: Tx, id: number, now: number): Promise<number | null> {
  const action = await actionById(tx, id)
  if (action.state === 'done' || action.state === 'cancelled') {
    throw new AppError('conflict', 'It has not failed, so there is nothing to try again.')
  }
  const refusal = whyNotAsStored(await configOver(tx, action.message_id), action)
  if (refusal !== null) throw new AppError('not-allowed', refusal, { field: 'id' })
  if (action.state === 'failed' && (await retryWhere(tx, sql<boolean>`server_action.id = ${id}`, now)) === 0) {
    throw new AppError('conflict', 'Something else happened to the mail since; there is nothing to try again.')
  }
  await tx.updateTable('server_action').set({ due_at: now }).where('id', '=', id).execute()
  return watcherOf(tx, action.message_id)
}

/** All that was given up and can be tried again; returns how many. */
export async function retryAllActions(tx: Tx, now: number): Promise<number> {
  return retryWhere(tx, sql<boolean>`TRUE`, now)
}

async function retryWhere(tx: Tx, which: RawBuilder<boolean>, now: number): Promise<number> {
  const failed = await tx
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .leftJoin('inbox', 'inbox.id', 'message.inbox_id')
    .select(['server_action.id', 'kind', 'target_folder', 'because', 'inbox.config'])
    .where('server_action.state', '=', sql.lit('failed'))
    .where(which)
    .where(sql<boolean>`NOT ${isSuperseded}`)
    .where(sql<boolean>`message.presence = CASE kind WHEN 'put-back' THEN 'gone' ELSE 'on-server' END`)
    .execute()
  // What the settings do not ask for any more is not tried again.
  const ids = failed.filter(action => whyNotAsStored(action.config, action) === null).map(({ id }) => id)
  const again = await sql<{ message_id: number }>`UPDATE server_action SET state = 'waiting', due_at = ${now},
      attempts = 0, ended_at = NULL
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) RETURNING message_id`.execute(tx)
  const messages = JSON.stringify(again.rows.map(row => row.message_id))
  await sql`UPDATE message SET presence = 'action-waiting'
    WHERE presence = 'on-server' AND id IN (SELECT value FROM json_each(${messages}))`.execute(tx)
  return again.rows.length
}

/**
 * Queues that the stored raw mail of what was deleted is put back on the server. Returns the inbox that carries it out.
 * Throws AppError with the reason when that cannot be done.
 */
export async function queuePutBack(tx: Tx, id: number, now: number): Promise<number> {
  const action = await actionById(tx, id)
  const message = await tx
    .selectFrom('message')
    .innerJoin('folder', 'folder.id', 'message.folder_id')
    .innerJoin('account', 'account.id', 'folder.account_id')
    .select(['message.presence', 'message.raw_kind', 'account.protocol'])
    .where('message.id', '=', action.message_id)
    .executeTakeFirstOrThrow()
  const refuse = (message: string) => new AppError('conflict', message, { field: 'id' })
  if (message.presence !== 'gone' || action.state === 'waiting') throw refuse('The mail lies on the server.')
  if (message.raw_kind !== 'whole') throw refuse('The mail was never fetched whole, so there is nothing to put back.')
  if (message.protocol !== 'imap') throw refuse('Mail can only be put back into an IMAP folder.')
  const inboxId = await watcherOf(tx, action.message_id)
  if (inboxId === null) throw refuse('No inbox watches its folder any more; add it again first.')
  const notAllowed = whyNotAsStored(await configOver(tx, action.message_id), byHand)
  if (notAllowed !== null) throw new AppError('not-allowed', notAllowed, { field: 'id' })
  const waiting = await tx
    .selectFrom('server_action')
    .select('id')
    .where('message_id', '=', action.message_id)
    .where('state', '=', sql.lit('waiting'))
    .executeTakeFirst()
  if (waiting) throw refuse('It is being put back already.')
  await tx
    .insertInto('server_action')
    .values({
      message_id: action.message_id,
      kind: 'put-back',
      target_folder: null,
      because: 'by-hand',
      state: 'waiting',
      due_at: now,
      created_at: now,
      last_error: null,
      ended_at: null,
    })
    .execute()
  return inboxId
}

const byHand = { kind: 'put-back', target_folder: null, because: 'by-hand' } as const

async function actionById(tx: Tx, id: number) {
  const action = await tx.selectFrom('server_action').selectAll().where('id', '=', id).executeTakeFirst()
  if (!action) throw new AppError('not-found', `There is no server action ${id}.`, { field: 'id' })
  return action
}

async function watcherOf(tx: Tx, messageRowId: number): Promise<number | null> {
  const { inbox_id } = await tx
    .selectFrom('message')
    .select('inbox_id')
    .where('id', '=', messageRowId)
    .executeTakeFirstOrThrow()
  return inbox_id
}

/** The configuration of the inbox that watches this message; null where none does. */
async function configOver(tx: Tx, messageRowId: number): Promise<string | null> {
  const row = await tx
    .selectFrom('message')
    .innerJoin('inbox', 'inbox.id', 'message.inbox_id')
    .select('inbox.config')
    .where('message.id', '=', messageRowId)
    .executeTakeFirst()
  return row?.config ?? null
}
