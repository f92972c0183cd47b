import { createHash } from 'node:crypto'
import { openSqlite, type SqliteDatabase } from './connection.ts'

/** Content by its hash. */
export type Blob = { readonly sha256: string; readonly bytes: Uint8Array }

/**
 * Raw mails and attachments, content-addressed and append-only, in a file of their own. Written and committed before
 * desk.db refers to them: a blob that nobody refers to is harmless and swept after a day.
 */
export interface BlobStore {
  /** Stores what is not there yet; durable when it resolves. */
  put(blobs: readonly Blob[], now: number): Promise<void>
  /** Null when it is missing: a fault that `check` names. */
  get(sha256: string): Promise<Uint8Array | null>
  has(sha256: string): Promise<boolean>
  count(): Promise<number>
  /** Hashes in pages, for `check` and the sweep. */
  hashes(after: string, limit: number, olderThan?: number): Promise<readonly string[]>
  /** Removes those that nobody stored again since. */
  remove(sha256: readonly string[], storedBefore: number): Promise<void>
  close(): void
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const TABLE = `CREATE TABLE IF NOT EXISTS blob (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  stored_at INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT`

export function openBlobs(file: string, options: { readonly readonly?: boolean } = {}): BlobStore {
  const db = openSqlite(file, options)
  if (!options.readonly) db.exec(TABLE)
  return blobStoreOver(db)
}

function blobStoreOver(db: SqliteDatabase): BlobStore {
  // A blob that is stored again is young again: the sweep must not take it before desk.db refers to it.
  const insert = db.prepare(`INSERT INTO blob (sha256, stored_at, bytes) VALUES (?, ?, ?)
    ON CONFLICT (sha256) DO UPDATE SET stored_at = excluded.stored_at WHERE stored_at < excluded.stored_at - 3600000`)
  const select = db.prepare<[string], { bytes: Uint8Array }>('SELECT bytes FROM blob WHERE sha256 = ?')
  const exists = db.prepare<[string], { one: number }>('SELECT 1 AS one FROM blob WHERE sha256 = ?')
  const page = db.prepare<[string, number, number], { sha256: string }>(
    'SELECT sha256 FROM blob WHERE sha256 > ? AND stored_at < ? ORDER BY sha256 LIMIT ?',
  )
  const drop = db.prepare('DELETE FROM blob WHERE sha256 = ? AND stored_at < ?')
  const putAll = db.transaction((blobs: readonly Blob[], now: number) => {
    for (const blob of blobs) insert.run(blob.sha256, now, blob.bytes)
  })
  const dropAll = db.transaction((hashes: readonly string[], storedBefore: number) => {
    for (const sha256 of hashes) drop.run(sha256, storedBefore)
  })
  return {
    async put(blobs, now) {
      if (blobs.length > 0) putAll.immediate(blobs, now)
    },
    async get(sha256) {
      return select.get(sha256)?.bytes ?? null
    },
    async has(sha256) {
      return exists.get(sha256) !== undefined
    },
    async count() {
      return Number(db.prepare<[], { n: number }>('SELECT count(*) AS n FROM blob').get()?.n ?? 0)
    },
    async hashes(after, limit, olderThan = Number.MAX_SAFE_INTEGER) {
      return page.all(after, olderThan, limit).map(row => row.sha256)
    },
    async remove(hashes, storedBefore) {
      dropAll.immediate(hashes, storedBefore)
    },
    close() {
      db.close()
    },
  }
}
