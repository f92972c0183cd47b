import { type RawBuilder, sql } from 'kysely'
import { inFileWords, kyselyOver, type SqliteDatabase } from './connection.ts'
import type { Reads } from './handles.ts'
import type { DeskSchema } from './schema.ts'

/** The store as it was at one moment, for reading in several turns of the loop. */
export interface Snapshot {
  readonly reads: Reads
  /** Another number than before when anything was committed since. */
  readonly revision: number
  /** The first column of every row, a number each; ten times as fast as rows. */
  numbers(query: RawBuilder<number>): readonly number[]
}

export interface Snapshots {
  /** Everything that `work` reads is of one moment. One at a time; `work` should not take longer than a person waits. */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Statements worth keeping: lists ask the same few questions with other values. */
const MOST_PREPARED = 200

/** Over a read-only connection of its own: whoever reads in turns must not hold an old state for everybody else. */
export function createSnapshots(db: SqliteDatabase): Snapshots {
  const reads: Reads = kyselyOver<DeskSchema>(db)
  const prepared = new Map<string, (parameters: readonly unknown[]) => readonly number[]>()
  let last: Promise<unknown> = Promise.resolve()

  function numbers(query: RawBuilder<number>): readonly number[] {
    const { sql: text, parameters } = query.compile(reads)
    let run = prepared.get(text)
    if (!run) {
      const statement = inFileWords(db, () => db.prepare<unknown[], number>(text).pluck())
      run = values => inFileWords(db, () => statement.all(...values))
      if (prepared.size < MOST_PREPARED) prepared.set(text, run)
    }
    return run(parameters)
  }

  async function readOnce<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    inFileWords(db, () => db.exec('BEGIN'))
    try {
      // The first read fixes the moment.
      numbers(sql<number>`SELECT 1 FROM sqlite_schema LIMIT 1`)
      return await work({ reads, revision: Number(db.pragma('data_version', { simple: true })), numbers })
    } finally {
      db.exec('COMMIT')
    }
  }

  return {
    read(work) {
      const turn = last.then(() => readOnce(work))
      last = turn.catch(() => undefined)
      return turn
    },
    async close() {
      await last
      prepared.clear()
      db.close()
    },
  }
}
