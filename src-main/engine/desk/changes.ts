import { sql } from 'kysely'
import type { Reads, Tx } from '../store/handles.ts'

export type ChangeOrigin = 'email-processing' | 'interactive' | 'csv-import' | 'service'

/**
 * One unit of work as the history shows it: a mail, a click. Belongs to one transaction (or savepoint): when that is
 * undone, the handle is of no more use.
 */
export type ChangeHandle = {
  readonly origin: ChangeOrigin
  /** Who did it, as the history shows it. */
  readonly who: string
  /** Null until the first operation is recorded. */
  id: number | null
}

export type Operation = {
  readonly objectType: string
  readonly objectId: number
  readonly attribute: string
  readonly before: string | null
  readonly after: string | null
}

/** Nothing is written yet: a mail that changes nothing must leave no row behind. */
export function openChange({ origin, who }: { readonly origin: ChangeOrigin; readonly who: string }): ChangeHandle {
  return { origin, who, id: null }
}

export async function recordOperation(tx: Tx, change: ChangeHandle, operation: Operation, now: number): Promise<void> {
  change.id ??= await insertChange(tx, change, now)
  await tx
    .insertInto('change_operation')
    .values({
      change_id: change.id,
      object_type: operation.objectType,
      object_id: operation.objectId,
      attribute: operation.attribute,
      before: operation.before,
      after: operation.after,
    })
    .execute()
}

async function insertChange(tx: Tx, change: ChangeHandle, now: number): Promise<number> {
  const row = await tx
    .insertInto('change')
    .values({ at: now, origin: change.origin, who: change.who })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

const orphans = (olderThan: number) =>
  sql`FROM change WHERE at < ${olderThan}
    AND NOT EXISTS (SELECT 1 FROM change_operation WHERE change_operation.change_id = change.id)`

/**
 * Changes whose operations have all gone and that happened before `olderThan` (UTC milliseconds). Counts no further
 * than `atLeast`; -1 counts them all.
 */
export async function countOrphans(
  reads: Reads,
  { olderThan, atLeast }: { readonly olderThan: number; readonly atLeast: number },
): Promise<number> {
  const found = await sql<{ n: number }>`
    SELECT count(*) AS n FROM (SELECT 1 ${orphans(olderThan)} LIMIT ${atLeast})`.execute(reads)
  return found.rows[0]?.n ?? 0
}

/** Removes at most `limit` of them, newest id first, none that is younger than the guard. Returns how many. */
export async function removeOrphans(
  tx: Tx,
  { olderThan, limit }: { readonly olderThan: number; readonly limit: number },
): Promise<number> {
  if (limit <= 0) return 0
  const removed = await sql`
    DELETE FROM change WHERE id IN (SELECT id ${orphans(olderThan)} ORDER BY id DESC LIMIT ${limit})`.execute(tx)
  return Number(removed.numAffectedRows ?? 0)
}
