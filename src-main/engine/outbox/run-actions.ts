import { sql } from 'kysely'
import { AppError, describeError } from '../errors.ts'
import type { Clock, Log, Probe, SourceSession } from '../ports.ts'
import { sha256Of } from '../store/blobs.ts'
import type { DeskStore } from '../store/open.ts'

type ActionTools = { readonly store: DeskStore; readonly clock: Clock; readonly log: Log; readonly probe: Probe }

type DueAction = {
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

/**
 * Does what waits for this folder on the server: after the commit, repeated until it is done or given up visibly. Work
 * that is found done already counts as done. Returns how many were carried out.
 */
export async function runDueActions(
  tools: ActionTools,
  session: SourceSession,
  folder: { readonly id: number; readonly uidValidity: string },
  dueBy: number,
  signal?: AbortSignal,
): Promise<number> {
  let carriedOut = 0
  for (const action of await dueActions(tools.store, folder, dueBy)) {
    signal?.throwIfAborted()
    try {
      await requireRawMail(tools, session, action)
      tools.probe.reached('before-server-action')
      if (action.kind === 'move') await session.move(action.uid, action.target_folder ?? '')
      else await session.remove(action.uid)
      tools.probe.reached('after-server-action')
      await recordDone(tools, action)
      carriedOut += 1
    } catch (error) {
      // Interrupted, not failed: it is due again at once, and what was done on the server is found done.
      if (signal?.aborted) throw error
      await recordFailure(tools, action, error)
      if (error instanceof AppError && error.code === 'connection-failed') throw error
    }
  }
  return carriedOut
}

async function dueActions(
  store: DeskStore,
  folder: { readonly id: number; readonly uidValidity: string },
  dueBy: number,
): Promise<readonly DueAction[]> {
  return store.reads
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
    .where('message.folder_id', '=', folder.id)
    .where('message.uid_validity', '=', folder.uidValidity)
    .orderBy('server_action.id')
    .execute()
}

/** Nothing leaves the server before its bytes are in the store; what was never fetched is fetched first. */
async function requireRawMail(tools: ActionTools, session: SourceSession, action: DueAction): Promise<void> {
  const { store, clock } = tools
  if (action.raw_kind === 'whole' && action.raw_sha256 !== null) {
    if (await store.blobs.has(action.raw_sha256)) return
  }
  for await (const { raw } of session.fetch([action.uid], new AbortController().signal)) {
    const sha256 = sha256Of(raw)
    await store.blobs.put([{ sha256, bytes: raw }], clock.now())
    await store.write(async tx => {
      await tx
        .updateTable('message')
        .set({ raw_sha256: sha256, raw_kind: 'whole' })
        .where('id', '=', action.messageRowId)
        .execute()
    })
    return
  }
  throw new AppError(
    'source-unreadable',
    'The server did not hand over the mail, so it is not in the store yet and stays where it is.',
    { retry: true },
  )
}

async function recordDone(tools: ActionTools, action: DueAction): Promise<void> {
  const now = tools.clock.now()
  await tools.store.write(async tx => {
    await tx
      .updateTable('server_action')
      .set({ state: 'done', ended_at: now, attempts: action.attempts + 1, last_error: null })
      .where('id', '=', action.id)
      .execute()
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

async function recordFailure(tools: ActionTools, action: DueAction, error: unknown): Promise<void> {
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
