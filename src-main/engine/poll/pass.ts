import type { PollResult } from '../../../src-preload/contract/entities/inbox.ts'
import { describeError } from '../errors.ts'
import type { Committed } from '../intake/commit/commit-decision.ts'
import { runDueActions } from '../outbox/run-actions.ts'
import { runPutBacks } from '../outbox/run-put-backs.ts'
import type { SourceSession } from '../ports.ts'
import { loadGlobalSettings } from '../settings/global-settings.ts'
import { type InboxRules, resolveRules } from '../settings/inbox-rules.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import { recordHealth } from './health.ts'
import { followSince } from './inboxes/follow-config.ts'
import { listInbox } from './list-inbox.ts'
import { processWaiting } from './process-waiting.ts'
import type { PollTools } from './tools.ts'

export type PassOptions = {
  /** Does on the server what a person may still undo, too. */
  readonly actAtOnce: boolean
  /** Nobody asked for it: what a person has just reset is left alone for a moment. */
  readonly byClock?: boolean
}

type Counts = { -readonly [K in keyof PollResult]: PollResult[K] }

/**
 * One pass over one inbox: list, take up what waits, decide it, then do on the server what is due. Never throws: a
 * failure is part of the result and of the inbox's health, and the next pass goes on where this one stopped.
 */
export async function pass(
  tools: PollTools,
  inbox: InboxRecord,
  signal: AbortSignal,
  options: PassOptions,
): Promise<PollResult> {
  const startedAt = performance.now()
  const counts = noCounts(inbox.id)
  const rules = resolveRules(inbox.config, await loadGlobalSettings(tools.store.reads))
  let session: SourceSession | null = null
  try {
    session = await tools.sourceFor(inbox).open(signal)
    await passOver(
      tools,
      inbox,
      session.onlyRead === undefined ? rules : keepingAll(rules),
      session,
      signal,
      options,
      counts,
    )
  } catch (error) {
    counts.failure = describeError(error)
    tools.log.warn('inbox.pass-failed', { inboxId: inbox.id, error: describeError(error) })
  } finally {
    await session?.close().catch(() => undefined)
  }
  counts.ms = Math.round(performance.now() - startedAt)
  // That Postdesk is closed, or polling paused, is no failure of the inbox.
  if (!signal.aborted) await recordHealth(tools, inbox, rules, counts.failure)
  tools.events.emit('inbox.polled', counts)
  return counts
}

async function passOver(
  tools: PollTools,
  inbox: InboxRecord,
  rules: InboxRules,
  session: SourceSession,
  signal: AbortSignal,
  options: PassOptions,
  counts: Counts,
): Promise<void> {
  await runPutBacks(tools, session, inbox.folderId, signal)
  const listing = await listInbox(tools, inbox, rules, session)
  tools.probe.reached('listed')
  counts.seen = listing.onServer
  // Before the first look is answered nothing is fetched; what a person deletes or moves meanwhile is still done.
  if (inbox.awaitsFirstLookSince === null) {
    const isHeld = (id: number) => options.byClock === true && tools.holds.isHeld(id)
    await processWaiting(tools, session, inbox, rules, signal, isHeld, committed => count(counts, committed))
  }
  counts.skipped = Math.max(0, counts.seen - counts.new)
  const graceMs = options.actAtOnce ? rules.settings.server_action_grace_seconds * 1000 : 0
  const folder = { id: inbox.folderId, uidValidity: listing.uidValidity }
  await followSince(tools, inbox, rules)
  await runDueActions(tools, session, folder, tools.clock.now() + graceMs, signal)
}

/** Nothing can be removed from there: what an inbox from before says of it has no effect. */
function keepingAll(rules: InboxRules): InboxRules {
  const stays = { email_storage: 'keep', remove_when_ticket_closes: false, error_behavior: 'mark_as_error' } as const
  return { ...rules, config: { ...rules.config, ...stays } }
}

function count(counts: Counts, committed: Committed): void {
  counts.new += 1
  if (committed.state !== 'new') counts[committed.state] += 1
  if (committed.kind === 'create') counts.created += 1
  if (committed.kind === 'update') counts.updated += 1
}

function noCounts(inboxId: number): Counts {
  return {
    id: String(inboxId),
    seen: 0,
    new: 0,
    processed: 0,
    created: 0,
    updated: 0,
    error: 0,
    undesired: 0,
    ignored: 0,
    held: 0,
    skipped: 0,
    ms: 0,
    failure: null,
  }
}
