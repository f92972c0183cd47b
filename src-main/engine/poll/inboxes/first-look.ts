import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { FirstLook, FirstLookChoice, InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { minuteOf } from '../../desk/local-time.ts'
import { AppError } from '../../errors.ts'
import { loadGlobalSettings } from '../../settings/global-settings.ts'
import { resolveRules } from '../../settings/inbox-rules.ts'
import { type InboxRecord, inboxById, setFirstLook } from '../../settings/inboxes.ts'
import type { DeskSchema } from '../../store/schema.ts'
import { listInbox } from '../list-inbox.ts'
import type { PollTools } from '../tools.ts'

/** The reason code of what a person left out when the mailbox was new. */
const LEFT_OUT = 'before-first-look'

/** Rows of one transaction: some ten milliseconds, then everybody else gets a turn. */
const SLICE = 500

/** Lists the mailbox now; nothing is fetched or processed. `since` counts what was received then or later. */
export async function lookIntoInbox(
  tools: PollTools,
  inboxId: number,
  since: number | undefined,
  signal: AbortSignal,
): Promise<FirstLook> {
  const inbox = await inboxById(tools.store.reads, inboxId)
  if (since !== undefined) requireTimes(inbox.config)
  await listNow(tools, inbox, signal)
  const present = tools.store.reads
    .selectFrom('message')
    .where('folder_id', '=', inbox.folderId)
    .where('presence', '<>', sql.lit('gone'))
  const counted = await present
    .select(eb => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.min<number | null>('received_at').as('oldest'),
      eb.fn.max<number | null>('received_at').as('newest'),
      sql<number | null>`sum(received_at >= ${since ?? 0})`.as('since'),
    ])
    .executeTakeFirstOrThrow()
  return {
    total: counted.total,
    ...(tellsTimes(inbox.config)
      ? { oldestAt: counted.oldest, newestAt: counted.newest }
      : { oldestAt: null, newestAt: null }),
    since: since === undefined ? null : (counted.since ?? 0),
    isNew: inbox.awaitsFirstLookSince !== null,
  }
}

/**
 * What a person said: the mail left out becomes ignored, then the inbox waits no more. An answer that was interrupted
 * is given again, and may be another one then. Runs while no pass does. Returns how many are left out.
 */
export async function answerFirstLook(
  tools: PollTools,
  inboxId: number,
  choice: FirstLookChoice,
  signal: AbortSignal,
): Promise<number> {
  const { store, clock } = tools
  const inbox = await inboxById(store.reads, inboxId)
  if (inbox.awaitsFirstLookSince === null) {
    throw new AppError('conflict', 'This inbox does not wait for a first look; its mail is processed already.', {
      field: 'id',
    })
  }
  if (choice.take === 'since') requireTimes(inbox.config)
  // Never listed to the end, there may be old mail that nobody knows of yet.
  if (choice.take !== 'all' && inbox.uidValidity === null) await listNow(tools, inbox, signal)
  const before = leftOutBefore(choice)
  await bringBack(tools, inbox.folderId, before, signal)
  const ignored = await leaveOut(tools, inbox.folderId, before, reasonFor(choice, clock.now()), signal)
  await store.write(async tx => {
    await setFirstLook(tx, inboxId, null)
    await tx.updateTable('inbox').set({ next_poll_at: clock.now() }).where('id', '=', inboxId).execute()
  })
  return ignored
}

/** With POP3 every message counts as received when it was first seen. */
export function tellsTimes({ protocol }: Pick<InboxConfig, 'protocol'>): boolean {
  return protocol !== 'pop3'
}

/** "Since" would take all of the old mail where its times are not told. */
export function requireTimes(config: Pick<InboxConfig, 'protocol'>): void {
  if (tellsTimes(config)) return
  throw new AppError(
    'invalid-input',
    'POP3 does not tell when mail was received. Choose all mail, or only what comes from now on.',
    { field: 'since' },
  )
}

async function listNow(tools: PollTools, inbox: InboxRecord, signal: AbortSignal): Promise<void> {
  const session = await tools.sourceFor(inbox).open(signal)
  try {
    const rules = resolveRules(inbox.config, await loadGlobalSettings(tools.store.reads))
    await listInbox(tools, inbox, rules, session)
  } finally {
    await session.close().catch(() => undefined)
  }
}

/** UTC milliseconds; what was received earlier is left out. */
function leftOutBefore(choice: FirstLookChoice): number {
  switch (choice.take) {
    case 'all':
      return Number.NEGATIVE_INFINITY
    case 'since':
      return choice.since
    case 'new-only':
      return Number.POSITIVE_INFINITY
  }
}

function reasonFor(choice: FirstLookChoice, now: number): string {
  const limit = choice.take === 'since' ? `since ${minuteOf(choice.since)}` : `from ${minuteOf(now)} on`
  return `It was in the mailbox before: a person chose to process only what was received ${limit}.`
}

async function leaveOut(
  tools: PollTools,
  folderId: number,
  before: number,
  reason: string,
  signal: AbortSignal,
): Promise<number> {
  const { last } = await tools.store.reads
    .selectFrom('message')
    .select(eb => eb.fn.max<number | null>('id').as('last'))
    .executeTakeFirstOrThrow()
  return inSlices(
    tools,
    { state: 'ignored', reason_code: LEFT_OUT, reason },
    eb =>
      eb.and([
        eb('folder_id', '=', folderId),
        eb('state', '=', sql.lit('new')),
        eb('presence', '<>', sql.lit('gone')),
        eb('received_at', '<', finite(before)),
        eb('id', '<=', last ?? 0),
      ]),
    signal,
  )
}

/** What an earlier answer left out and this one does not. */
async function bringBack(tools: PollTools, folderId: number, before: number, signal: AbortSignal): Promise<void> {
  await inSlices(
    tools,
    { state: 'new', reason_code: '', reason: '' },
    eb =>
      eb.and([
        eb('folder_id', '=', folderId),
        eb('state', '=', 'ignored'),
        eb('presence', '<>', sql.lit('gone')),
        eb('reason_code', '=', LEFT_OUT),
        eb('received_at', '>=', finite(before)),
      ]),
    signal,
  )
}

/** Sets what `which` finds until it finds nothing any more; every slice takes its rows out of what is found. */
async function inSlices(
  tools: PollTools,
  set: { readonly state: 'new' | 'ignored'; readonly reason_code: string; readonly reason: string },
  which: (eb: ExpressionBuilder<DeskSchema, 'message'>) => Expression<SqlBool>,
  signal: AbortSignal,
): Promise<number> {
  for (let changed = 0; ; await nextTurn()) {
    signal.throwIfAborted()
    const slice = await tools.store.write(async tx => {
      const rows = tx.selectFrom('message').select('id').where(which).limit(SLICE)
      const result = await tx.updateTable('message').set(set).where('id', 'in', rows).executeTakeFirst()
      return Number(result.numUpdatedRows)
    })
    changed += slice
    if (slice < SLICE) return changed
  }
}

/** SQLite binds no infinity as an integer. */
function finite(at: number): number {
  return Math.min(Math.max(at, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
}
