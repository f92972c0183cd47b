import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { AppError } from '../errors.ts'
import { inOurWords, storeFailure } from './in-our-words.ts'
import { createPrivateFile, lookAtStoreFile, storeFileUse } from './private-files.ts'

export type SqliteDatabase = InstanceType<typeof Database>

/**
 * better-sqlite3 is Node-API 10: an older Node ends in a segmentation fault without a word, so it is asked for first.
 */
export function requireNodeForSqlite(): void {
  if (Number(process.versions.napi ?? 0) >= 10) return
  throw new AppError('internal', `Postdesk needs Node 22.14 or later; this is Node ${process.versions.node}.`)
}

type OpenOptions = { readonly readonly?: boolean; readonly journal?: 'wal' | 'delete' }

/** Opens one SQLite file with the pragmas that every connection needs. WAL, FULL: a commit survives a power cut. */
export function openSqlite(file: string, options: OpenOptions = {}): SqliteDatabase {
  requireNodeForSqlite()
  if (file !== ':memory:') prepareFile(file, options.readonly ?? false)
  const db = inOurWords(file, () => new Database(file, { readonly: options.readonly ?? false, timeout: 5000 }))
  // Every pragma below reads the file; the lock's file may be held by another process and must not be waited for.
  if (options.journal === 'delete') return db
  try {
    if (!options.readonly) {
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = FULL')
      db.pragma('foreign_keys = ON')
    }
    db.pragma('cache_size = -16000')
    return db
  } catch (error) {
    db.close()
    throw storeFailure(error, file)
  }
}

/** A new file has to be private before anything is in it. */
function prepareFile(file: string, readonly: boolean): void {
  if (lookAtStoreFile(file)) return
  if (readonly) throw new AppError('not-found', `There is no store at ${file}.`)
  createPrivateFile(file, storeFileUse)
}

/**
 * Kysely over one connection; statements are prepared once and kept, which halves the cost of a short query. What goes
 * wrong with the file is said in our words.
 */
export function kyselyOver<Schema>(db: SqliteDatabase): Kysely<Schema> {
  const prepared = new Map<string, Statement>()
  const inWords = <T>(work: () => T): T => inFileWords(db, work)
  const database = {
    prepare(sql: string) {
      let statement = prepared.get(sql)
      if (!statement) {
        const made = inWords(() => db.prepare<unknown[], unknown>(sql))
        statement = {
          reader: made.reader,
          all: parameters => inWords(() => made.all(parameters)),
          run: parameters => inWords(() => made.run(parameters)),
          iterate: parameters => made.iterate(parameters),
        }
        if (prepared.size < 500) prepared.set(sql, statement)
      }
      return statement
    },
    close() {
      prepared.clear()
      db.close()
    },
  }
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: database as never }) })
}

type Statement = {
  readonly reader: boolean
  readonly all: (parameters: unknown[]) => unknown[]
  readonly run: (parameters: unknown[]) => unknown
  readonly iterate: (parameters: unknown[]) => IterableIterator<unknown>
}

/** Who writes over a connection that is for reading has made a mistake: that is no fault of the file. */
export function inFileWords<T>(db: SqliteDatabase, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const isOurs = db.readonly && error instanceof Error && 'code' in error && error.code === 'SQLITE_READONLY'
    throw isOurs ? error : storeFailure(error, db.name)
  }
}
