import type { Reads } from '../../store/handles.ts'
import { staleTickets, strayIndexRows } from './full-text.ts'

export type IndexFaults = {
  /** One sentence each; empty when the index holds what the tickets say. */
  readonly faults: readonly string[]
  /** How long the oldest ticket has waited, when that is more than a minute; else 0. Late, but nothing is lost. */
  readonly behindForMs: number
}

const PATIENCE_MS = 60_000
/** Whoever reads more than so many sentences rebuilds the index. */
const MOST_SENTENCES = 50

/** Compares the full-text index with the tickets, for `check`. */
export async function indexFaults(reads: Reads, now: number): Promise<IndexFaults> {
  const stale = await staleTickets(reads, MOST_SENTENCES)
  const stray = await strayIndexRows(reads, MOST_SENTENCES)
  const { oldest } = await reads
    .selectFrom('index_queue')
    .select(eb => eb.fn.min<number | null>('queued_at').as('oldest'))
    .executeTakeFirstOrThrow()
  const waitedMs = oldest === null ? 0 : now - oldest
  return {
    faults: [
      ...stale.map(({ ref }) => `The search does not know the latest of ${ref}, and it is not waiting to be indexed.`),
      ...stray.map(id => `The search holds a ticket (number ${id}) that is not there.`),
    ],
    behindForMs: waitedMs > PATIENCE_MS ? waitedMs : 0,
  }
}
