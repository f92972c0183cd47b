import { createHash, randomUUID } from 'node:crypto'
import type { SqliteDatabase } from './connection.ts'

/** The two files of a store carry the same id, so that neither is taken for the other's half by mistake. */
const KEY = 'store-id'
/** Beside the id and in its page: counts up with every commit, so that each log shows whose it is. */
const COMMITS = 'commits'

/** In blobs.db whose desk was lost before raw mails were marked: until they are found, nothing is swept. */
const MARKS_MISSING = 'marks-missing'

export type MetaTable = 'desk_meta' | 'blob_meta'

export function newStoreId(): string {
  return randomUUID()
}

/** Null in a file from before there were ids. Reads the rows themselves: an index may be of another file's pages. */
export function storeIdOf(db: SqliteDatabase, table: MetaTable): string | null {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  if (known === undefined) return null
  const rows = db.prepare<[], { key: string; value: string }>(`SELECT key, value FROM ${table} NOT INDEXED`).all()
  return rows.find(row => row.key === KEY)?.value ?? null
}

/** Writes the id, and its tag into the head of the file; both are in the file itself and not in its log afterwards. */
export function writeStoreId(db: SqliteDatabase, table: MetaTable, id: string): void {
  db.transaction(() => {
    const put = db.prepare(
      `INSERT INTO ${table} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    )
    put.run(KEY, id)
    put.run(COMMITS, '1')
    db.pragma(`application_id = ${tagOf(id)}`)
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
}

/** What the head of a file has room for: seen without opening it. Never 0, which means none. */
export function tagOf(id: string): number {
  return (createHash('sha256').update(id).digest().readUInt32BE(0) & 0x7fffffff) | 1
}

/** Run in every transaction that changes something: the log then holds the page with the id from its first commit on. */
export function commitMark(db: SqliteDatabase, table: MetaTable): () => void {
  const mark = db.prepare(`UPDATE ${table} SET value = value + 1 WHERE key = '${COMMITS}'`)
  return () => {
    mark.run()
  }
}

export function noteMarksMissing(blobs: SqliteDatabase): void {
  blobs.prepare("INSERT INTO blob_meta (key, value) VALUES (?, '1') ON CONFLICT DO NOTHING").run(MARKS_MISSING)
}

export function areMarksMissing(blobs: SqliteDatabase): boolean {
  return blobs.prepare('SELECT 1 FROM blob_meta WHERE key = ?').get(MARKS_MISSING) !== undefined
}

export function noteMarksMade(blobs: SqliteDatabase): void {
  blobs.prepare('DELETE FROM blob_meta WHERE key = ?').run(MARKS_MISSING)
}
