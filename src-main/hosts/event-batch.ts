import type { AnyEvent } from '../../src-preload/contract/events.ts'

/** Above this many decisions in one batch, one "messages changed" tells the same: the lists are fetched again anyway. */
const MOST_DECISIONS = 200

/**
 * Collects events between two sendings. Events are facts that carry ids, so of several about the same thing only the
 * last has to be told, and a batch stays small however much happens.
 */
export class EventBatch {
  readonly #events = new Map<string, AnyEvent>()
  #decisions = 0

  add(event: AnyEvent): void {
    const key = subjectOf(event)
    if (event.name === 'message.decided' && !this.#events.has(key)) {
      if (this.#decisions >= MOST_DECISIONS) {
        this.add({ name: 'messages.changed', data: { inboxId: null } })
        return
      }
      this.#decisions += 1
    }
    // Deleted first, so that the newest stands last.
    this.#events.delete(key)
    this.#events.set(key, event)
  }

  get isEmpty(): boolean {
    return this.#events.size === 0
  }

  /** Hands over what was collected and begins anew. */
  take(): readonly AnyEvent[] {
    const events = [...this.#events.values()]
    this.#events.clear()
    this.#decisions = 0
    return events
  }
}

function subjectOf(event: AnyEvent): string {
  const { data } = event
  if ('id' in data) return `${event.name} ${data.id}`
  if ('inboxId' in data) return `${event.name} ${data.inboxId ?? ''}`
  return event.name
}

/** At most four sendings a second: fast enough for an eye, slow enough for a screen that refetches. */
export const BATCH_EVERY_MS = 250
