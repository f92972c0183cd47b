import { describeError } from '../errors.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import { nextPollMs } from './health.ts'
import type { PollTools } from './tools.ts'

/** Waits for news of the inboxes whose servers can tell; the polls by the clock go on behind it all the same. */
export interface Watchers {
  /** Watches of these inboxes those that work, and nothing else. */
  keep(inboxes: readonly InboxRecord[]): void
  /** Ends every wait at once. */
  stop(): Promise<void>
}

type Watched = { readonly config: string; readonly end: AbortController; readonly ended: Promise<void> }

/** A line that is lost comes back after twice this, then later and later, as polls do. */
const RECONNECT_MS = 15_000

/** At most one waiting connection per inbox, and so per folder. What happens to it is no part of an inbox's health. */
export function createWatchers(
  tools: Pick<PollTools, 'clock' | 'log' | 'sourceFor'>,
  onNews: (inboxId: number) => void,
): Watchers {
  const watched = new Map<number, Watched>()
  const ending = new Map<number, Promise<void>>()

  function begin(inbox: InboxRecord, config: string): void {
    const end = new AbortController()
    const before = ending.get(inbox.id) ?? Promise.resolve()
    const ended = before.then(() => watchInbox(tools, inbox, end.signal, () => onNews(inbox.id)))
    watched.set(inbox.id, { config, end, ended })
  }

  function end(inboxId: number, { end, ended }: Watched): void {
    end.abort()
    watched.delete(inboxId)
    ending.set(inboxId, ended)
    ended.then(() => ending.get(inboxId) === ended && ending.delete(inboxId))
  }

  function keep(inboxes: readonly InboxRecord[]): void {
    const wanted = new Map(inboxes.filter(isWorking).map(inbox => [inbox.id, JSON.stringify(inbox.config)]))
    for (const [id, entry] of [...watched]) if (wanted.get(id) !== entry.config) end(id, entry)
    for (const inbox of inboxes) {
      const config = wanted.get(inbox.id)
      if (config !== undefined && !watched.has(inbox.id)) begin(inbox, config)
    }
  }

  return {
    keep,
    async stop() {
      keep([])
      await Promise.all(ending.values())
    },
  }
}

/** A server that cannot be polled is not to be waited for either: the next poll that works begins it again. */
function isWorking(inbox: InboxRecord): boolean {
  const { active, awaitsFirstLookSince, failures, lastSuccessAt } = inbox
  return active && awaitsFirstLookSince === null && failures === 0 && lastSuccessAt !== null
}

/** Never throws. Ends with the signal, or when the server has no way to tell. */
async function watchInbox(
  { clock, log, sourceFor }: Pick<PollTools, 'clock' | 'log' | 'sourceFor'>,
  inbox: InboxRecord,
  signal: AbortSignal,
  onNews: () => void,
): Promise<void> {
  let failures = 0
  const hear = () => {
    failures = 0
    if (!signal.aborted) onNews()
  }
  while (!signal.aborted) {
    try {
      const source = sourceFor(inbox)
      if (!source.watch || (await source.watch(signal, hear)) === 'not-offered') return
    } catch (error) {
      if (!signal.aborted) log.warn('inbox.watch-failed', { inboxId: inbox.id, error: describeError(error) })
    }
    failures += 1
    if (!signal.aborted) await clock.sleep(nextPollMs(RECONNECT_MS, failures), signal)
  }
}
