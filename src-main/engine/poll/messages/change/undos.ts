import { randomUUID } from 'node:crypto'
import { AppError } from '../../../errors.ts'
import type { Clock } from '../../../ports.ts'
import type { ChangedMessage } from './changed-message.ts'

/** What can still be taken back, in memory: the last few actions, for a while. */
export interface Undos {
  /** Returns the id to undo it by; null when it is too much to be remembered. */
  remember(changed: readonly ChangedMessage[]): string | null
  /** Once. Throws AppError `not-found` when it can no longer be taken back. */
  take(undoId: string): readonly ChangedMessage[]
  close(): void
}

const MOST_UNDOS = 20
const KEEP_MS = 10 * 60_000
/** A message takes some 400 bytes: all that is remembered stays below 80 MB, for ten minutes. */
const MOST_MESSAGES = 200_000

export function createUndos(clock: Clock): Undos {
  const closing = new AbortController()
  /** The oldest first. */
  const undos = new Map<string, { readonly changed: readonly ChangedMessage[]; readonly until: number }>()

  function forget(): void {
    for (const [undoId, { until }] of undos) if (until <= clock.now()) undos.delete(undoId)
    let messages = 0
    for (const [index, [undoId, { changed }]] of [...undos].toReversed().entries()) {
      messages += changed.length
      if (index >= MOST_UNDOS || messages > MOST_MESSAGES) undos.delete(undoId)
    }
  }

  return {
    remember(changed) {
      if (changed.length === 0) return null
      const undoId = randomUUID()
      undos.set(undoId, { changed, until: clock.now() + KEEP_MS })
      forget()
      // Nothing else would let go of the memory when nobody acts again.
      void clock.sleep(KEEP_MS, closing.signal).then(forget)
      return undos.has(undoId) ? undoId : null
    },
    take(undoId) {
      forget()
      const found = undos.get(undoId)
      if (!found) throw new AppError('not-found', 'This can no longer be undone.', { field: 'undoId' })
      undos.delete(undoId)
      return found.changed
    },
    close() {
      closing.abort()
      undos.clear()
    },
  }
}
