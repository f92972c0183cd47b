import { existsSync, rmSync } from 'node:fs'
import { AppError } from '../errors.ts'
import { openSqlite, type SqliteDatabase } from './connection.ts'
import { hasLog, isCutOff, readFileHeader } from './file-header.ts'
import { storeFailure } from './in-our-words.ts'
import { migrations } from './migrations/all.ts'
import {
  blobsForeign,
  blobsMissing,
  blobsThere,
  blobsWithoutOurs,
  deskMissing,
  deskMissingBesideLog,
  fileDamaged,
  logForeign,
} from './refusals.ts'
import { blobsFile, deskFile } from './store-files.ts'
import { type MetaTable, storeIdOf, tagOf } from './store-id.ts'

/** What a person allows with half a store: a new desk on the stored mail, or the desk without its raw mail. */
export type Adoption = 'raw-mail' | 'without-raw-mail'

/** What was found; ids are null in files from before there were any. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'blobs-only'; readonly storeId: string | null }
  | { readonly kind: 'desk-only'; readonly storeId: string | null }
  | { readonly kind: 'pair'; readonly deskId: string | null; readonly blobsId: string | null }

/** Of the desk's hashes so many from each end are looked for: an opening must not cost what the store holds. */
const PROBED = 50

/**
 * Are the two files whole as far as a glance tells, ours, and halves of one store? Writes nothing, and throws AppError
 * with what to do where they are not. Bounded: heads of files, ids, and for files without ids a few hashes.
 */
export function inspectStore(dataDir: string, adoption?: Adoption): Found {
  const desk = deskFile(dataDir)
  const blobs = blobsFile(dataDir)
  const hasBlobs = existsSync(blobs)
  if (hasBlobs) requireWhole(dataDir, blobs)
  if (!existsSync(desk)) {
    if (adoption === 'raw-mail' && hasBlobs) return { kind: 'blobs-only', storeId: lookIntoBlobs(dataDir).storeId }
    if (hasBlobs && lookIntoBlobs(dataDir).isFilled) throw deskMissing(dataDir)
    if (hasLog(desk)) throw deskMissingBesideLog(dataDir)
    return hasBlobs ? { kind: 'blobs-only', storeId: lookIntoBlobs(dataDir).storeId } : { kind: 'nothing' }
  }
  requireWhole(dataDir, desk)
  requireKnownSchema(dataDir, desk)
  const blobsId = hasBlobs ? lookIntoBlobs(dataDir).storeId : null
  const { storeId, hashes } = lookIntoDesk(dataDir, id => id === null || blobsId === null)
  if (!hasBlobs) {
    if (adoption !== 'without-raw-mail' && hashes.length > 0) throw blobsMissing(dataDir)
    return { kind: 'desk-only', storeId }
  }
  if (adoption === 'without-raw-mail') throw blobsThere(dataDir)
  if (storeId !== null && blobsId !== null && storeId !== blobsId) throw blobsForeign(dataDir)
  requireSomeOf(dataDir, hashes)
  return { kind: 'pair', deskId: storeId, blobsId }
}

/** What its head tells. A newer schema is told from a foreign file by the number alone. */
function requireWhole(dataDir: string, file: string): void {
  let header: ReturnType<typeof readFileHeader>
  try {
    header = readFileHeader(file)
  } catch (error) {
    throw storeFailure(error, file)
  }
  if (header.sizeBytes === 0) throw fileDamaged(dataDir, file, 'is empty (0 bytes)')
  if (!header.isSqlite) throw fileDamaged(dataDir, file, 'is damaged: it does not begin as a database does')
  // Looked at twice: its owner may be writing it just now.
  if (isCutOff(file) && isCutOff(file)) {
    const { sizeBytes, statedBytes } = header
    throw fileDamaged(dataDir, file, `is damaged: it was cut off after ${sizeBytes} of ${statedBytes} bytes`)
  }
}

function requireKnownSchema(dataDir: string, desk: string): void {
  const { userVersion } = readFileHeader(desk)
  const newest = migrations.at(-1)?.number ?? 0
  if (userVersion > newest) {
    throw new AppError(
      'store-newer',
      `${desk} was written by a newer Postdesk (schema ${userVersion}, this one knows ${newest}). Update Postdesk, or restore a backup.`,
    )
  }
  if (migrations.some(step => step.number === userVersion)) return
  // All that a young store has may be in its log still: its tables are looked at through that.
  if (userVersion === 0 && hasLog(desk)) return
  throw fileDamaged(dataDir, desk, 'is no desk of Postdesk, but the database of another program')
}

type Desk = { readonly storeId: string | null; readonly hashes: readonly string[] }

function lookIntoDesk(dataDir: string, needsHashes: (storeId: string | null) => boolean): Desk {
  const tables = ['desk_meta', 'message', 'attachment']
  return lookInto(dataDir, deskFile(dataDir), 'desk_meta', tables, (db, storeId) => ({
    storeId,
    hashes: needsHashes(storeId) ? someHashes(db) : [],
  }))
}

function lookIntoBlobs(dataDir: string): { readonly storeId: string | null; readonly isFilled: boolean } {
  return lookInto(dataDir, blobsFile(dataDir), 'blob_meta', ['blob'], (db, storeId) => ({
    storeId,
    isFilled: db.prepare('SELECT 1 FROM blob LIMIT 1').get() !== undefined,
  }))
}

function lookInto<T>(
  dataDir: string,
  file: string,
  meta: MetaTable,
  tables: readonly string[],
  look: (db: SqliteDatabase, storeId: string | null) => T,
): T {
  try {
    return withoutTrace(file, db => {
      const known = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]
      const isOurs = tables.every(table => known.includes(table))
      if (!isOurs && isLogForeign(file, null)) throw logForeign(file)
      if (!isOurs) throw fileDamaged(dataDir, file, 'is no file of Postdesk, but the database of another program')
      const storeId = storeIdOf(db, meta)
      if (isLogForeign(file, storeId)) throw logForeign(file)
      return look(db, storeId)
    })
  } catch (error) {
    const failure = storeFailure(error, file)
    const isDamage = failure instanceof AppError && failure.code === 'store-damaged' && failure !== error
    throw isDamage ? fileDamaged(dataDir, file, 'is damaged', error) : failure
  }
}

/**
 * SQLite lays the log over the file without asking whose it is. Every log of ours holds the page with the id, and the
 * file's own head its tag.
 */
function isLogForeign(file: string, storeId: string | null): boolean {
  const { applicationId } = readFileHeader(file)
  return applicationId !== 0 && hasLog(file) && (storeId === null || tagOf(storeId) !== applicationId)
}

/**
 * A connection that leaves no file behind: one that may write takes its log and shared memory away at its end. Where a
 * log is there already it would carry it out, so that a read-only one has to do.
 */
function withoutTrace<T>(file: string, work: (db: SqliteDatabase) => T): T {
  const unfinished = ['-wal', '-shm'].map(part => file + part).filter(path => !existsSync(path))
  const db = hasLog(file) ? openSqlite(file, { readonly: true }) : openSqlite(file, { journal: 'delete' })
  try {
    db.pragma('query_only = ON')
    return work(db)
  } catch (error) {
    db.close()
    // Begun where the disk is full, and left there without anything in the log.
    if (!hasLog(file)) for (const path of unfinished) rmSync(path, { force: true })
    throw error
  } finally {
    db.close()
  }
}

/** The first and the last hashes that the desk refers to; none only where it refers to nothing. */
function someHashes(db: SqliteDatabase): readonly string[] {
  const of = (select: string) => db.prepare<[number], string>(`${select} LIMIT ?`).pluck().all(PROBED)
  const mails = 'SELECT raw_sha256 FROM message WHERE raw_sha256 IS NOT NULL ORDER BY id'
  const parts = 'SELECT sha256 FROM attachment WHERE kept = 1 OR inline = 1 ORDER BY id'
  return [...of(`${mails} DESC`), ...of(mails), ...of(`${parts} DESC`), ...of(parts)]
}

function requireSomeOf(dataDir: string, hashes: readonly string[]): void {
  if (hashes.length === 0) return
  const found = withoutTrace(blobsFile(dataDir), db => {
    const has = db.prepare('SELECT 1 FROM blob WHERE sha256 = ?')
    return hashes.some(sha256 => has.get(sha256) !== undefined)
  })
  if (!found) throw blobsWithoutOurs(dataDir)
}
