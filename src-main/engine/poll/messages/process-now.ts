import { decideAll, understand } from '../../intake/process-message.ts'
import { loadGlobalSettings } from '../../settings/global-settings.ts'
import { resolveRules } from '../../settings/inbox-rules.ts'
import { inboxById } from '../../settings/inboxes.ts'
import { takeUp } from '../take-up.ts'
import type { PollTools } from '../tools.ts'
import { type ChangeOutcome, passOverRule, resetMessages } from './change-messages.ts'

/**
 * Decides messages now: from the store where their mail is there, else with the next check of their inbox, which is
 * started at once. `anyway` passes over the rule that stopped each of them.
 */
export async function processNow(
  tools: PollTools,
  ids: readonly number[],
  anyway: boolean,
  pollInbox: (inboxId: number) => Promise<unknown>,
): Promise<ChangeOutcome> {
  const outcome = anyway ? await passOverRule(tools, ids) : await retry(tools, ids)
  const refused = new Set(outcome.refused.map(refusal => refusal.id))
  const inboxIds = new Set<number>()
  for (const id of ids) {
    if (refused.has(String(id))) continue
    const inboxId = await processStored(tools, id)
    if (inboxId !== null) inboxIds.add(inboxId)
  }
  for (const inboxId of inboxIds) await pollInbox(inboxId)
  return outcome
}

/** New messages go as they are; the others are reset first. */
async function retry(tools: PollTools, ids: readonly number[]): Promise<ChangeOutcome> {
  const rows = await tools.store.reads
    .selectFrom('message')
    .select('id')
    .where('id', 'in', [...ids])
    .where('state', '=', 'new')
    .execute()
  const fresh = new Set(rows.map(row => row.id))
  const outcome = await resetMessages(
    tools,
    ids.filter(id => !fresh.has(id)),
  )
  return { changed: outcome.changed + fresh.size, refused: outcome.refused }
}

/** Returns the inbox that has to fetch the mail, when it is not in the store. */
async function processStored(tools: PollTools, id: number): Promise<number | null> {
  const row = await tools.store.reads.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || row.inbox_id === null || row.state !== 'new') return null
  if (row.raw_kind === 'none') return row.inbox_id
  const inbox = await inboxById(tools.store.reads, row.inbox_id)
  const rules = resolveRules(inbox.config, await loadGlobalSettings(tools.store.reads))
  const kept = await takeUp(tools, null, inbox, rules, [row], new AbortController().signal)
  await decideAll(tools, await understand(tools.reader, kept))
  return null
}
