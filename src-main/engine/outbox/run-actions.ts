import { AppError } from '../errors.ts'
import type { EventBus } from '../events.ts'
import { isStandIn } from '../mail/stand-in.ts'
import type { Clock, LeftOut, Log, Probe, RemoveOutcome, SourceSession } from '../ports.ts'
import { sha256Of } from '../store/blobs.ts'
import type { DeskStore } from '../store/open.ts'
import {
  type DueAction,
  dueActions,
  recordDone,
  recordFailure,
  recordMissing,
  recordRefused,
} from './action-records.ts'
import { stepNotes } from './step-notes.ts'
import { stillWanted } from './still-wanted.ts'

/** What carries out server actions: the store, and whom to tell that something has changed. */
export type ActionTools = {
  readonly store: DeskStore
  readonly clock: Clock
  readonly log: Log
  readonly probe: Probe
  readonly events: EventBus
}

/** Deletions that one session carries out; all of them are in doubt when it ends badly. */
const REMOVED_TOGETHER = 100

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
  const due = await dueActions(tools.store, folder, dueBy)
  if (due.length === 0) return 0
  try {
    if (session.onlyRead !== undefined) {
      for (const action of due) await recordRefused(tools, action, session.onlyRead)
      return 0
    }
    return await runInGroups(tools, session, due, signal)
  } finally {
    tools.events.emit('actions.changed', {})
  }
}

async function runInGroups(
  tools: ActionTools,
  session: SourceSession,
  due: readonly DueAction[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const { removeTogether } = session
  let carriedOut = 0
  for (const gathered of removeTogether ? gatherRemovals(due) : due.map(action => [action])) {
    signal?.throwIfAborted()
    // Those before it took their time: what a person has undone or forbidden meanwhile is left alone.
    const group = await stillWanted(tools, gathered)
    if (removeTogether && group[0]?.kind === 'delete') {
      carriedOut += await removeGroup(tools, session, removeTogether, group, signal)
    } else {
      for (const action of group) carriedOut += await runAction(tools, session, action, signal)
    }
  }
  return carriedOut
}

/** Runs of deletions; all else stays alone. */
function gatherRemovals(due: readonly DueAction[]): DueAction[][] {
  const groups: DueAction[][] = []
  for (const action of due) {
    const last = groups.at(-1)
    const joins = action.kind === 'delete' && last?.[0]?.kind === 'delete' && last.length < REMOVED_TOGETHER
    if (joins) last.push(action)
    else groups.push([action])
  }
  return groups
}

/** 1 when it was carried out, 0 when it failed and is tried again. */
async function runAction(
  tools: ActionTools,
  session: SourceSession,
  action: DueAction,
  signal: AbortSignal | undefined,
): Promise<number> {
  try {
    const sha256 = await requireRawMail(tools, session, action)
    tools.probe.reached('before-server-action')
    const isMove = action.kind === 'move'
    const outcome = isMove ? await moveMail(tools, session, action, sha256) : await session.remove(action.uid, sha256)
    tools.probe.reached('after-server-action')
    if (outcome === 'missing') await recordMissing(tools, action)
    else await recordDone(tools, action)
    return 1
  } catch (error) {
    await noteFailure(tools, [action], error, signal)
    return 0
  }
}

/** Goes on where an earlier try was cut off. */
async function moveMail(
  tools: ActionTools,
  session: SourceSession,
  action: DueAction,
  sha256: string,
): Promise<'done' | 'gone' | 'missing'> {
  return session.move(action.uid, action.target_folder ?? '', await stepNotes(tools, action), sha256)
}

/** As many in one session of the server as there are; returns how many were carried out. */
async function removeGroup(
  tools: ActionTools,
  session: SourceSession,
  remove: NonNullable<SourceSession['removeTogether']>,
  actions: readonly DueAction[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const ready: DueAction[] = []
  for (const action of actions) {
    try {
      await requireRawMail(tools, session, action)
      ready.push(action)
    } catch (error) {
      await noteFailure(tools, [action], error, signal)
    }
  }
  if (ready.length === 0) return 0
  tools.probe.reached('before-server-action')
  let outcomes: ReadonlyMap<string, RemoveOutcome>
  try {
    outcomes = await remove(ready.map(action => action.uid))
  } catch (error) {
    await noteFailure(tools, ready, error, signal)
    return 0
  }
  tools.probe.reached('after-server-action')
  let carriedOut = 0
  for (const action of ready) {
    const outcome = outcomes.get(action.uid) ?? 'gone'
    if (outcome instanceof AppError) await recordFailure(tools, action, outcome)
    else {
      await recordDone(tools, action)
      carriedOut += 1
    }
  }
  return carriedOut
}

/** Interrupted, not failed: it is due again at once, and what was done on the server is found done. */
async function noteFailure(
  tools: ActionTools,
  actions: readonly DueAction[],
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal?.aborted) throw error
  for (const action of actions) await recordFailure(tools, action, error)
  if (error instanceof AppError && error.code === 'connection-failed') throw error
}

/** Nothing leaves the server before its bytes are in the store; what was never fetched is fetched first. Their hash. */
async function requireRawMail(tools: ActionTools, session: SourceSession, action: DueAction): Promise<string> {
  const { store, clock } = tools
  if (action.raw_kind === 'whole' && action.raw_sha256 !== null) {
    if (await store.blobs.has(action.raw_sha256)) return action.raw_sha256
  }
  let why = ''
  const onLeftOut = (leftOut: LeftOut) => {
    why = leftOut.why
  }
  for await (const { raw } of session.fetch([action.uid], new AbortController().signal, onLeftOut)) {
    if (isStandIn(raw)) {
      why = 'The server (Microsoft Exchange) gave a notice in its place.'
      break
    }
    const sha256 = sha256Of(raw)
    await store.blobs.put([{ sha256, bytes: raw, kind: 'mail' }], clock.now())
    await store.write(async tx => {
      await tx
        .updateTable('message')
        .set({ raw_sha256: sha256, raw_kind: 'whole' })
        .where('id', '=', action.messageRowId)
        .execute()
    })
    return sha256
  }
  throw new AppError(
    'source-unreadable',
    `The mail could not be read, so it is not in the store yet and stays where it is. ${why}`.trimEnd(),
    { retry: true },
  )
}
