import type { Overview } from '../../src-preload/contract/entities/host.ts'
import { InboxConfig, type InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'

/** What a scripted desktop answers: an overview and its inboxes, of which the shell reads a part. */
export function overview(more: Partial<Overview> = {}): Overview {
  return {
    paused: false,
    hindrances: [],
    days: [],
    waiting: { new: 0, error: 0, held: 0, serverActions: 0, toIndex: 0 },
    openTickets: 0,
    messages: 0,
    storeBytes: 0,
    freeBytes: 0,
    ...more,
  }
}

export function inbox(
  id: string,
  name: string,
  failure: { cause: string; failures: number } | null = null,
): InboxSummary {
  const config = InboxConfig.parse({ name, server: 'mail.example.org', login: `${id}@example.org` })
  return {
    id,
    name,
    protocol: config.protocol,
    where: `imaps://${config.server} · INBOX`,
    login: config.login,
    active: true,
    counts: { new: 0, processed: 0, error: 0, undesired: 0, ignored: 0, held: 0 },
    onServer: 0,
    awaitsFirstLook: false,
    asksReadonly: false,
    health: {
      lastPollAt: null,
      lastSuccessAt: null,
      lastError: failure?.cause ?? null,
      failures: failure?.failures ?? 0,
      nextPollAt: null,
      polling: false,
    },
  }
}

export function decided(id: string, subject: string, state: 'error' | 'held' | 'processed' = 'error'): AnyEvent {
  return { name: 'message.decided', data: { id, inboxId: '1', state, subject, trace: [] } }
}

export function polled(created: number): AnyEvent {
  const counts = { seen: created, new: created, processed: created, updated: 0, error: 0, undesired: 0, ignored: 0 }
  return { name: 'inbox.polled', data: { id: '1', ...counts, created, held: 0, skipped: 0, ms: 1, failure: null } }
}
