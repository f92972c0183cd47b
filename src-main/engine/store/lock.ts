import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { openSqlite, type SqliteDatabase } from './connection.ts'

/** Who holds the store, for the sentence that refuses a second one and for handing commands over. */
export type LockNote = { readonly pid: number; readonly name: string; readonly since: number; readonly socket: string }

export interface StoreLock {
  release(): void
}

/** A database object that nobody refers to is closed by the garbage collector, and the lock would go with it. */
const held = new Set<SqliteDatabase>()

/**
 * One process owns a store: an exclusive transaction on `lock.db`, held while it lives. The system frees it when the
 * process dies, however it dies; the note beside it is only for people and may be stale.
 */
export function takeLock(dataDir: string, note: LockNote): StoreLock {
  const db = openLockFile(dataDir)
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    throw refusal(dataDir, error)
  }
  const noteFile = join(dataDir, 'lock.json')
  try {
    // A new one, whatever an earlier owner has left there: private, and never a pipe that would be waited for.
    rmSync(noteFile, { force: true })
    writeFileSync(noteFile, JSON.stringify(note), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    db.close()
    throw error
  }
  held.add(db)
  return {
    release() {
      held.delete(db)
      rmSync(noteFile, { force: true })
      db.exec('ROLLBACK')
      db.close()
    },
  }
}

export function readLockNote(dataDir: string): LockNote | null {
  const noteFile = join(dataDir, 'lock.json')
  try {
    if (!statSync(noteFile).isFile()) return null
    return JSON.parse(readFileSync(noteFile, 'utf8')) as LockNote
  } catch {
    return null
  }
}

function openLockFile(dataDir: string): SqliteDatabase {
  const db = openSqlite(join(dataDir, 'lock.db'), { journal: 'delete' })
  db.pragma('busy_timeout = 0')
  return db
}

function refusal(dataDir: string, cause: unknown): AppError {
  const note = readLockNote(dataDir)
  const holder = note ? `${note.name} (pid ${note.pid})` : 'another process'
  return new AppError('store-locked', `The store is in use by ${holder}. Close it, or let it do the work.`, {
    cause,
    retry: true,
  })
}
