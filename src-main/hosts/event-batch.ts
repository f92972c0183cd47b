import type { AnyEvent, BatchOfEvents, EventName } from '../../src-preload/contract/events.ts'

/** Above this many things of one topic in a batch, "many" tells the same: the lists are fetched again anyway. */
const MOST_IDS = 200

/**
 * Collects events between two sendings to one client. Events are facts that carry ids, so of several about the same
 * thing only the last has to be told, and a batch stays small however much happens and however long a client sleeps.
 */
export class EventBatch {
  readonly #events = new Map<string, AnyEvent>()
  readonly #counts = new Map<EventName, number>()
  /** Topics that have become "many": what comes after says nothing new. */
  readonly #many = new Set<EventName>()
  #leftOut = false
  #revision = 0

  add(event: AnyEvent): void {
    if (this.#many.has(event.name)) return
    const key = subjectOf(event)
    // Deleted first, so that the newest stands last.
    if (!this.#events.delete(key)) {
      const count = (this.#counts.get(event.name) ?? 0) + 1
      if (count > MOST_IDS) {
        this.#tellMany(event.name)
        return
      }
      this.#counts.set(event.name, count)
    }
    this.#events.set(key, event)
  }

  get isEmpty(): boolean {
    return this.#events.size === 0 && !this.#leftOut
  }

  /** Hands over what was collected and begins anew. */
  take(): BatchOfEvents {
    this.#revision += this.#leftOut ? 2 : 1
    const batch = { revision: this.#revision, events: [...this.#events.values()] }
    this.#events.clear()
    this.#counts.clear()
    this.#many.clear()
    this.#leftOut = false
    return batch
  }

  #tellMany(name: EventName): void {
    for (const [key, event] of this.#events) if (event.name === name) this.#events.delete(key)
    this.#many.add(name)
    const many = manyOf(name)
    if (many === null) this.#leftOut = true
    else this.#events.set(subjectOf(many), many)
  }
}

/** Null for a topic without such an event: a number left out makes the client ask for everything it shows. */
function manyOf(name: EventName): AnyEvent | null {
  if (name === 'message.decided' || name === 'messages.changed') {
    return { name: 'messages.changed', data: { inboxId: null } }
  }
  return name === 'ticket.changed' ? { name: 'tickets.changed', data: {} } : null
}

function subjectOf(event: AnyEvent): string {
  const { data } = event
  if ('id' in data) return `${event.name} ${data.id}`
  if ('inboxId' in data) return `${event.name} ${data.inboxId ?? ''}`
  return event.name
}
