import type { Snapshot } from '../../store/snapshots.ts'
import { orderLike } from '../../store/views/order-rows.ts'
import { rowSet } from '../../store/views/row-set.ts'
import { rankedInFullText, ticketsInFullText } from './full-text.ts'

/** Weighing a ticket takes some microseconds; of more than this many, nobody reads the last. */
const MOST_WEIGHED = 3000

type Found = { readonly expression: string | null; readonly ids: readonly number[]; readonly named: number | null }

/**
 * `ids` (of those found) with the best first: the ticket that was named, then by weight. Words that are in thousands of
 * tickets weigh nothing: then those that have them in the title come first, otherwise in the order given.
 */
export async function bestFirst(
  snapshot: Snapshot,
  { expression, ids: found, named }: Found,
  ids: Uint32Array,
): Promise<Uint32Array> {
  if (expression === null) return ids
  const first = named === null ? [] : [named]
  if (found.length <= MOST_WEIGHED) {
    return orderLike(ids, [...first, ...rankedInFullText(snapshot, expression).filter(id => id !== named)])
  }
  const inTitle = rowSet(await ticketsInFullText(snapshot, `{ref title} : (${expression})`))
  return orderLike(
    ids,
    [...first, ...ids].filter((id, place) => place < first.length || (id !== named && inTitle.has(id))),
  )
}
