import type { InboxRules } from '../settings/inbox-rules.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import type { PollTools } from './tools.ts'

const LONGEST_BACKOFF_MS = 900_000

/** Last success, last error and the time of the next pass; after failures it comes later and later, up to 15 minutes. */
export async function recordHealth(
  tools: Pick<PollTools, 'store' | 'clock'>,
  inbox: InboxRecord,
  rules: InboxRules,
  failure: string | null,
): Promise<void> {
  const now = tools.clock.now()
  const failures = failure === null ? 0 : inbox.failures + 1
  await tools.store.write(async tx => {
    await tx
      .updateTable('inbox')
      .set({
        last_poll_at: now,
        last_error: failure,
        failures,
        next_poll_at: now + nextPollMs(rules.settings.periodicity * 1000, failures),
        ...(failure === null ? { last_success_at: now } : {}),
      })
      .where('id', '=', inbox.id)
      .execute()
  })
}

export function nextPollMs(periodMs: number, failures: number): number {
  if (failures === 0) return periodMs
  return Math.max(periodMs, Math.min(periodMs * 2 ** Math.min(failures, 20), LONGEST_BACKOFF_MS))
}
