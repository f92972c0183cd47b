import { sql } from 'kysely'
import type { WaitingEffect } from '../../../src-preload/contract/entities/operations.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import type { Reads, Tx } from '../store/handles.ts'
import type { DeskSchema } from '../store/schema.ts'
import { callOffActions } from './call-off.ts'
import { actionAfterDecision } from './queue-action.ts'
import { whyNotOnServer } from './server-bounds.ts'

/** What an inbox asks for from now on, and asked for before; `after` null where it is removed. */
export type NewRules = {
  readonly inboxId: number
  /** The folder it watches from now on; null where there is no such folder yet. */
  readonly folderId: number | null
  readonly before: InboxRules
  readonly after: InboxRules | null
}

/** What waits, beside what takes its place; `next` null where nothing does. */
type Followed = { readonly id: number; readonly next: Next | null }
type Next = {
  readonly kind: 'delete' | 'move'
  readonly target: string | null
  readonly because: string
  readonly dueAt: number
  /** Something else than before, so that earlier tries say nothing; the same at another time; or for another reason. */
  readonly differs: 'action' | 'time' | 'reason'
}

const REASON = 'Called off: the settings of the inbox were changed.'
export const nothingWaiting: WaitingEffect = { calledOff: 0, changed: 0, redated: 0 }

/** Lets what waits for an inbox's mailbox follow its new settings; in the transaction that stores them. */
export async function followSettings(tx: Tx, rules: NewRules, now: number): Promise<WaitingEffect> {
  const followed = await planFollowing(tx, rules, now)
  const over = followed.filter(({ next }) => next === null)
  await callOffActions(
    tx,
    over.map(({ id }) => id),
    now,
    REASON,
  )
  const others = followed.flatMap(({ id, next }) => (next === null ? [] : { id, ...next }))
  if (others.length > 0) {
    await sql`UPDATE server_action SET
        kind = other.value ->> 'kind', target_folder = other.value ->> 'target', because = other.value ->> 'because',
        due_at = other.value ->> 'dueAt',
        attempts = CASE other.value ->> 'differs' WHEN 'action' THEN 0 ELSE attempts END,
        last_error = CASE other.value ->> 'differs' WHEN 'action' THEN NULL ELSE last_error END
      FROM json_each(${JSON.stringify(others)}) AS other
      WHERE server_action.id = other.value ->> 'id'`.execute(tx)
  }
  return countFollowing(followed)
}

/** The same without doing it, for whoever is about to save. */
export async function foreseeFollowing(reads: Reads, rules: NewRules, now: number): Promise<WaitingEffect> {
  return countFollowing(await planFollowing(reads, rules, now))
}

export function addEffects(one: WaitingEffect, other: WaitingEffect): WaitingEffect {
  return {
    calledOff: one.calledOff + other.calledOff,
    changed: one.changed + other.changed,
    redated: one.redated + other.redated,
  }
}

function countFollowing(followed: readonly Followed[]): WaitingEffect {
  const count = (wanted: (next: Next | null) => boolean) => followed.filter(({ next }) => wanted(next)).length
  return {
    calledOff: count(next => next === null),
    changed: count(next => next?.differs === 'action'),
    redated: count(next => next?.differs === 'time'),
  }
}

/** Only what is different afterwards. */
async function planFollowing(reads: Reads, rules: NewRules, now: number): Promise<readonly Followed[]> {
  const waiting = await reads
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .select(['server_action.id', 'kind', 'target_folder', 'because', 'due_at', 'server_action.created_at'])
    .select(['message.id as messageRowId', 'message.state', 'message.folder_id', 'message.ticket_id', 'raw_kind'])
    .where('server_action.state', '=', sql.lit('waiting'))
    .where('message.inbox_id', '=', rules.inboxId)
    .execute()
  const followed: Followed[] = []
  for (const action of waiting) {
    const next = await nextOf(reads, action, rules, now)
    if (next !== 'same') followed.push({ id: action.id, next })
  }
  return followed
}

type Waiting = Pick<DeskSchema['server_action'], 'kind' | 'target_folder' | 'because' | 'due_at' | 'created_at'> & {
  readonly messageRowId: number
  readonly state: DeskSchema['message']['state']
  readonly folder_id: number
  readonly ticket_id: number | null
  readonly raw_kind: DeskSchema['message']['raw_kind']
}

async function nextOf(
  reads: Reads,
  action: Waiting,
  { folderId, before, after }: NewRules,
  now: number,
): Promise<Next | null | 'same'> {
  // What waits in a folder that nobody watches any more would be done when somebody does again.
  if (after === null || action.folder_id !== folderId) return null
  if (action.because === 'by-hand') return whyNotOnServer(after.config, action) === null ? 'same' : null
  const { messageRowId, state, ticket_id: ticketId, raw_kind } = action
  const asked = (rules: InboxRules) =>
    actionAfterDecision(
      reads,
      { rowId: messageRowId, state, ticketId, whole: raw_kind === 'whole', rules },
      action.created_at,
    )
  const wanted = await asked(after)
  if (wanted === null) return null
  const { kind, targetFolder: target, because } = wanted
  const grace = now + after.settings.server_action_grace_seconds * 1000
  if (kind !== action.kind || target !== action.target_folder) {
    return { kind, target, because, dueAt: Math.max(wanted.dueAt, grace), differs: 'action' }
  }
  // Not what is due at the same time as before: a try that waits for its repeat keeps its own time.
  if ((await asked(before))?.dueAt === wanted.dueAt) {
    return because === action.because ? 'same' : { kind, target, because, dueAt: action.due_at, differs: 'reason' }
  }
  const dueAt = because === 'undesired' ? Math.max(wanted.dueAt, grace) : wanted.dueAt
  return { kind, target, because, dueAt, differs: 'time' }
}
