import type { AnyEvent, EventName, EventOf } from '../../src-preload/contract/events.ts'

/** Tells what happened to whoever listens; a listener that throws disturbs nobody. */
export interface EventBus {
  emit<N extends EventName>(name: N, data: EventOf<N>): void
  on(listener: (event: AnyEvent) => void): () => void
}

export function createEventBus(onListenerError: (error: unknown) => void): EventBus {
  const listeners = new Set<(event: AnyEvent) => void>()
  return {
    emit(name, data) {
      const event = { name, data } as AnyEvent
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          onListenerError(error)
        }
      }
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
