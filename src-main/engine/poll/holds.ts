import type { Clock } from '../ports.ts'

/**
 * Messages that a person has just reset: passes by the clock leave them alone for a moment, so that it can be undone.
 * In memory: after a restart there is no undo either, and nothing to wait for.
 */
export interface Holds {
  hold(ids: readonly number[], forMs: number): void
  release(ids: readonly number[]): void
  isHeld(id: number): boolean
}

export function createHolds(clock: Clock): Holds {
  let holds: readonly { readonly ids: Set<number>; readonly until: number }[] = []
  const current = () => {
    const now = clock.now()
    if (holds.some(hold => hold.until <= now)) holds = holds.filter(hold => hold.until > now)
    return holds
  }
  return {
    hold(ids, forMs) {
      holds = [...current(), { ids: new Set(ids), until: clock.now() + forMs }]
    },
    release(ids) {
      for (const hold of current()) for (const id of ids) hold.ids.delete(id)
    },
    isHeld: id => current().some(hold => hold.ids.has(id)),
  }
}
