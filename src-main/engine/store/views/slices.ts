import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Snapshot } from '../snapshots.ts'

/** Rows that are looked at in one turn: a search over so many takes about ten milliseconds. */
const SLICE_ROWS = 25_000

/** A column that a list is kept in order of. */
export type ListIndex = { readonly table: string; readonly index: string; readonly column: string }

/**
 * Runs one query after another over all of a list, from its highest value to its lowest, with a turn of the loop for
 * everybody else in between. `work` gets its slice as `FROM … WHERE …`, to which it may add.
 */
export async function inSlices(
  snapshot: Snapshot,
  { table, index, column }: ListIndex,
  work: (slice: RawBuilder<unknown>) => void,
): Promise<void> {
  const name = sql.ref(`${table}.${column}`)
  const from = sql`FROM ${sql.table(table)} INDEXED BY ${sql.ref(index)}`
  let below: number | null = null
  for (;;) {
    const upper: RawBuilder<boolean> = below === null ? sql<boolean>`1` : sql<boolean>`${name} < ${below}`
    const [lowest]: readonly number[] = snapshot.numbers(
      sql<number>`SELECT ${name} ${from} WHERE ${upper} ORDER BY ${name} DESC LIMIT 1 OFFSET ${SLICE_ROWS - 1}`,
    )
    if (lowest === undefined) {
      work(sql`${from} WHERE ${upper}`)
      return
    }
    work(sql`${from} WHERE ${upper} AND ${name} >= ${lowest}`)
    below = lowest
    await nextTurn()
  }
}
