import { type Kysely, sql } from 'kysely'
import type { DeskSchema } from './schema.ts'

declare const writable: unique symbol

/** What a screen, a step or a report may do with the store. Bound to a read-only connection outside a transaction. */
export type Reads = Pick<Kysely<DeskSchema>, 'selectFrom' | 'with' | 'getExecutor'>

/** An open transaction. Only `DeskStore.write` makes one, so that a repository cannot write outside of it. */
export type Tx = Reads &
  Pick<Kysely<DeskSchema>, 'insertInto' | 'updateTable' | 'deleteFrom' | 'replaceInto'> & { readonly [writable]: true }

/** Runs `work` so that a throw undoes it alone and the transaction around it goes on. The error is thrown again. */
export async function withSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`SAVEPOINT one_message`.execute(tx)
  try {
    const result = await work()
    await sql`RELEASE one_message`.execute(tx)
    return result
  } catch (error) {
    await sql`ROLLBACK TO one_message`.execute(tx)
    await sql`RELEASE one_message`.execute(tx)
    throw error
  }
}
