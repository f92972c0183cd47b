import { createHash } from 'node:crypto'
import { openSqlite, type SqliteDatabase } from './connection.ts'
import { inOurWords } from './in-our-words.ts'
import { areMarksMissing, commitMark, noteMarksMade, storeIdOf } from './store-id.ts'

/** Content by its hash; `mail` is a whole raw mail. */
export type Blob = { readonly sha256: string; readonly bytes: Uint8Array; readonly kind?: 'mail' }

/**
 * Raw mails and attachments, content-addressed and append-only, in a file of their own. Written and committed before
 * desk.db refers to them: an attachment that nobody refers to is harmless and swept after a day. A raw mail is never
 * swept: where desk.db was lost or is an old copy, it is all that is left of a message.
 */
export interface BlobStore {
  /** Of the store that the file belongs to; null before it was given one. */
  storeId(): string | null
  /** Stores what is not there yet; durable when it resolves. */
  put(blobs: readonly Blob[], now: number): Promise<void>
  /** Null when it is missing: a fault that `check` names. */
  get(sha256: string): Promise<Uint8Array | null>
  has(sha256: string): Promise<boolean>
  count(): Promise<number>
  /** Hashes of what is no raw mail, in pages, for the sweep. */
  hashes(after: string, limit: number, olderThan?: number): Promise<readonly string[]>
  /** Whole raw mails in pages, by their hashes, with the time when they were stored. */
  mails(after: string, limit: number): Promise<readonly StoredMail[]>
  /** Which of its contents are raw mails is not known: desk.db was lost before they were marked. */
  lacksMarks(): boolean
  /** From then on these are raw mails: all of them, or none where it fails. */
  markMails(hashes: readonly string[]): Promise<void>
  /** Removes those that nobody stored again since; never a raw mail. */
  remove(sha256: readonly string[], storedBefore: number): Promise<void>
  close(): void
}

export type StoredMail = { readonly sha256: string; readonly storedAt: number }

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const TABLES = `CREATE TABLE IF NOT EXISTS blob (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  stored_at INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS raw_mail (sha256 TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blob_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT`

/** Makes the tables that are not there yet. */
export function prepareBlobs(db: SqliteDatabase): void {
  db.exec(TABLES)
}

export function openBlobs(file: string): BlobStore {
  const db = openSqlite(file)
  return inOurWords(file, () => {
    prepareBlobs(db)
    return blobStoreOver(db, file)
  })
}

/** For reading; a file from before raw mails were marked has the marks in memory, and none of them. */
export function openBlobsForReading(file: string): BlobStore {
  const db = openSqlite(file, { readonly: true })
  return inOurWords(file, () => {
    const marked = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'raw_mail'").get() !== undefined
    if (!marked) db.exec('CREATE TEMP TABLE raw_mail (sha256 TEXT PRIMARY KEY NOT NULL)')
    return blobStoreOver(db, file)
  })
}

/** What a desk that refers to no blob has where there is no file. */
export function noBlobs(): BlobStore {
  const db = openSqlite(':memory:', { journal: 'delete' })
  prepareBlobs(db)
  return blobStoreOver(db, 'blobs.db')
}

function blobStoreOver(db: SqliteDatabase, file: string): BlobStore {
  // A blob that is stored again is young again: the sweep must not take it before desk.db refers to it.
  const insert = db.prepare(`INSERT INTO blob (sha256, stored_at, bytes) VALUES (?, ?, ?)
    ON CONFLICT (sha256) DO UPDATE SET stored_at = excluded.stored_at WHERE stored_at < excluded.stored_at - 3600000`)
  const markMail = db.prepare('INSERT INTO raw_mail (sha256) VALUES (?) ON CONFLICT DO NOTHING')
  const select = db.prepare<[string], { bytes: Uint8Array }>('SELECT bytes FROM blob WHERE sha256 = ?')
  const exists = db.prepare<[string], { one: number }>('SELECT 1 AS one FROM blob WHERE sha256 = ?')
  const page = db.prepare<[string, number, number], { sha256: string }>(
    `SELECT sha256 FROM blob WHERE sha256 > ? AND stored_at < ? AND sha256 NOT IN (SELECT sha256 FROM raw_mail)
      ORDER BY sha256 LIMIT ?`,
  )
  const mails = db.prepare<[string, number], StoredMail>(
    `SELECT sha256, stored_at AS storedAt FROM raw_mail JOIN blob USING (sha256) WHERE sha256 > ?
      ORDER BY sha256 LIMIT ?`,
  )
  const drop = db.prepare(
    'DELETE FROM blob WHERE sha256 = ? AND stored_at < ? AND sha256 NOT IN (SELECT sha256 FROM raw_mail)',
  )
  const hasMeta = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'blob_meta'").get() !== undefined
  const mark = hasMeta && !db.readonly ? commitMark(db, 'blob_meta') : () => undefined
  const putAll = db.transaction((blobs: readonly Blob[], now: number) => {
    let changes = 0
    for (const { sha256, bytes, kind } of blobs) {
      changes += insert.run(sha256, now, bytes).changes
      if (kind === 'mail') changes += markMail.run(sha256).changes
    }
    if (changes > 0) mark()
  })
  const markAll = db.transaction((hashes: readonly string[]) => {
    for (const sha256 of hashes) markMail.run(sha256)
    noteMarksMade(db)
    mark()
  })
  const dropAll = db.transaction((hashes: readonly string[], storedBefore: number) => {
    for (const sha256 of hashes) drop.run(sha256, storedBefore)
    mark()
  })
  const inWords = <T>(work: () => T): T => inOurWords(file, work)
  return {
    storeId: () => inWords(() => storeIdOf(db, 'blob_meta')),
    lacksMarks: () => hasMeta && inWords(() => areMarksMissing(db)),
    async put(blobs, now) {
      if (blobs.length > 0) inWords(() => putAll.immediate(blobs, now))
    },
    async get(sha256) {
      return inWords(() => select.get(sha256)?.bytes ?? null)
    },
    async has(sha256) {
      return inWords(() => exists.get(sha256) !== undefined)
    },
    async count() {
      return inWords(() => Number(db.prepare<[], { n: number }>('SELECT count(*) AS n FROM blob').get()?.n ?? 0))
    },
    async hashes(after, limit, olderThan = Number.MAX_SAFE_INTEGER) {
      return inWords(() => page.all(after, olderThan, limit).map(row => row.sha256))
    },
    async mails(after, limit) {
      return inWords(() => mails.all(after, limit))
    },
    async markMails(hashes) {
      if (hashes.length > 0) inWords(() => markAll.immediate(hashes))
    },
    async remove(hashes, storedBefore) {
      if (hashes.length > 0) inWords(() => dropAll.immediate(hashes, storedBefore))
    },
    close() {
      db.close()
    },
  }
}
