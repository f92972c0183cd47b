import type { AnyEvent, BatchOfEvents } from '../../src-preload/contract/events.ts'

export type EventRelay = {
  on(listener: (event: AnyEvent) => void): () => void
  onGap(listener: () => void): () => void
  receive(batch: BatchOfEvents): void
  /** A line was opened anew: its first batch is number 1, and what happened in between was not heard. */
  restart(): void
}

/**
 * Hands batches on, one event after the other, and notices when one is missing. `lastRevision` is what came before the
 * first batch; null when that cannot be known.
 */
export function createEventRelay(lastRevision: number | null): EventRelay {
  const listeners = new Set<(event: AnyEvent) => void>()
  const gapListeners = new Set<() => void>()
  let last = lastRevision

  const tellGap = () => {
    for (const listener of gapListeners) listener()
  }
  return {
    on: listener => subscribe(listeners, listener),
    onGap: listener => subscribe(gapListeners, listener),
    receive({ revision, events }) {
      const isGap = last !== null && revision !== last + 1
      last = revision
      for (const event of events) for (const listener of listeners) listener(event)
      if (isGap) tellGap()
    },
    restart() {
      last = 0
      tellGap()
    },
  }
}

export function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
