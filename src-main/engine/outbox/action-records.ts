import { sql } from 'kysely'
import { describeError } from '../errors.ts'
import type { Clock, Log } from '../ports.ts'
import type { DeskStore } from '../store/open.ts'
import { forgetSteps } from './step-notes.ts'

type RecordTools = { readonly store: DeskStore; readonly clock: Clock; readonly log: Log }

export type DueAction = {
  readonly id: number
  readonly kind: 'delete' | 'move'
  readonly target_folder: string | null
  readonly attempts: number
  readonly messageRowId: number
  readonly uid: string
  readonly raw_kind: 'whole' | 'headers' | 'none'
  readonly raw_sha256: string | null
  readonly folder_id: number
}

const ATTEMPTS = 10
const FIRST_RETRY_MS = 30_000
const LONGEST_RETRY_MS = 3_600_000

/** What waits for this folder on the server, in the order in which it was asked for. */
export async function dueActions(
  store: DeskStore,
  folder: { readonly id: number; readonly uidValidity: string },
  dueBy: number,
): Promise<readonly DueAction[]> {
  return (
    store.reads
      .selectFrom('server_action')
      .innerJoin('message', 'message.id', 'server_action.message_id')
      .select([
        'server_action.id',
        'server_action.kind',
        'server_action.target_folder',
        'server_action.attempts',
        'message.id as messageRowId',
        'message.uid',
        'message.raw_kind',
        'message.raw_sha256',
        'message.folder_id',
      ])
      .where('server_action.state', '=', sql.lit('waiting'))
      .where('server_action.due_at', '<=', dueBy)
      .where('server_action.kind', 'in', ['delete', 'move'])
      // The few actions lead: by the index of the folder, all its messages would be looked up.
      .where(sql`+message.folder_id`, '=', folder.id)
      .where('message.uid_validity', '=', folder.uidValidity)
      .orderBy('server_action.id')
      .$narrowType<{ kind: 'delete' | 'move' }>()
      .execute()
  )
}

/** It is done on the server, or was found done; also when somebody took it back in that very moment. */
export async function recordDone(tools: RecordTools, action: DueAction): Promise<void> {
  await recordGone(tools, action, { state: 'done', last_error: null })
}

/** The server took it from the folder and does not show it in the other one: no repeat can mend that, a person may. */
export async function recordMissing(tools: RecordTools, action: DueAction): Promise<void> {
  const reason = `The server reported the move, but “${action.target_folder}” does not show the mail. Look there; if it is not there, put it back from the store.`
  tools.log.warn('server-action.missing', { actionId: action.id })
  await recordGone(tools, action, { state: 'failed', last_error: reason })
}

async function recordGone(
  tools: RecordTools,
  action: DueAction,
  end: { readonly state: 'done' | 'failed'; readonly last_error: string | null },
): Promise<void> {
  const now = tools.clock.now()
  await tools.store.write(async tx => {
    await tx
      .updateTable('server_action')
      .set({ ...end, ended_at: now, attempts: action.attempts + 1 })
      .where('id', '=', action.id)
      .execute()
    await forgetSteps(tx, action.messageRowId)
    const gone = await tx
      .updateTable('message')
      .set({ presence: 'gone', gone_at: now })
      .where('id', '=', action.messageRowId)
      .where('presence', '<>', sql.lit('gone'))
      .executeTakeFirst()
    if (gone.numUpdatedRows === 0n) return
    await tx
      .updateTable('folder')
      .set(eb => ({ on_server: eb('on_server', '-', 1) }))
      .where('id', '=', action.folder_id)
      .execute()
  })
}

/** No repeat can do it, as nothing ever leaves this place: the mail stays, and whoever looks sees why. */
export async function recordRefused(tools: RecordTools, action: DueAction, reason: string): Promise<void> {
  await tools.store.write(async tx => {
    await tx
      .updateTable('server_action')
      .set({ state: 'cancelled', ended_at: tools.clock.now(), last_error: reason })
      .where('id', '=', action.id)
      .where('state', '=', sql.lit('waiting'))
      .execute()
    await tx
      .updateTable('message')
      .set({ presence: 'on-server' })
      .where('id', '=', action.messageRowId)
      .where('presence', '=', 'action-waiting')
      .execute()
  })
}

/** Tried again later, ever less often, and given up visibly in the end. What was taken back meanwhile stays so. */
export async function recordFailure(
  tools: RecordTools,
  action: Pick<DueAction, 'id' | 'attempts' | 'messageRowId'>,
  error: unknown,
): Promise<void> {
  const now = tools.clock.now()
  const attempts = action.attempts + 1
  const spent = attempts >= ATTEMPTS
  const retryMs = Math.min(FIRST_RETRY_MS * 2 ** action.attempts, LONGEST_RETRY_MS)
  tools.log.warn('server-action.failed', { actionId: action.id, attempts, error: describeError(error) })
  await tools.store.write(async tx => {
    await tx
      .updateTable('server_action')
      .set({
        attempts,
        last_error: describeError(error),
        ...(spent ? { state: 'failed', ended_at: now } : { due_at: now + retryMs }),
      })
      .where('id', '=', action.id)
      .where('state', '=', sql.lit('waiting'))
      .execute()
    if (!spent) return
    await tx
      .updateTable('message')
      .set({ presence: 'on-server' })
      .where('id', '=', action.messageRowId)
      .where('presence', '=', 'action-waiting')
      .execute()
  })
}
