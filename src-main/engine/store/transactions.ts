import type { Kysely } from 'kysely'
import { inFileWords, kyselyOver, type SqliteDatabase } from './connection.ts'
import type { Tx } from './handles.ts'
import type { DeskSchema } from './schema.ts'
import { commitMark } from './store-id.ts'

/** Longer than any honest batch, shorter than a person's patience. */
const LONGEST_TRANSACTION_MS = 5000

/** One transaction after the other over the connection that writes, and the last one to wait for. */
export function transactionsOver(writer: SqliteDatabase): <T>(work: (tx: Tx) => Promise<T>) => Promise<T> {
  const handle: Kysely<DeskSchema> = kyselyOver<DeskSchema>(writer)
  const begin = writer.prepare('BEGIN IMMEDIATE')
  const commit = writer.prepare('COMMIT')
  const rollback = writer.prepare('ROLLBACK')
  const changes = writer.prepare<[], number>('SELECT total_changes()').pluck()
  const mark = commitMark(writer, 'desk_meta')
  let last: Promise<unknown> = Promise.resolve()

  async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    inFileWords(writer, () => begin.run())
    const startedAt = performance.now()
    const before = changes.get()
    try {
      const result = await work(handle as unknown as Tx)
      const openMs = performance.now() - startedAt
      if (openMs > LONGEST_TRANSACTION_MS) throw new Error(`A transaction was open for ${Math.round(openMs)} ms.`)
      inFileWords(writer, () => {
        if (changes.get() !== before) mark()
        commit.run()
      })
      return result
    } catch (error) {
      if (writer.inTransaction) rollback.run()
      throw error
    }
  }

  return work => {
    const turn = last.then(() => transact(work))
    last = turn.catch(() => undefined)
    return turn
  }
}
