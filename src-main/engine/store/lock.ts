import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { openSqlite, type SqliteDatabase } from './connection.ts'
import { inOurWords, storeFailure } from './in-our-words.ts'

/** Who holds the store, for the sentence that refuses a second one and for handing commands over. */
export type LockNote = { readonly pid: number; readonly name: string; readonly since: number; readonly socket: string }

export interface StoreLock {
  /** Says who holds it. */
  announce(note: LockNote): void
  release(): void
  /** For an opening that was refused: also takes away what the lock has made itself. */
  withdraw(): void
}

/** A database object that nobody refers to is closed by the garbage collector, and the lock would go with it. */
const held = new Set<SqliteDatabase>()

/**
 * One process owns a store: an exclusive transaction on `lock.db`, held while it lives. The system frees it when the
 * process dies, however it dies; the note beside it is only for people and may be stale.
 */
export function takeLock(dataDir: string, note: LockNote): StoreLock {
  const lock = holdLock(dataDir)
  try {
    lock.announce(note)
    return lock
  } catch (error) {
    lock.withdraw()
    throw error
  }
}

/** The lock without a note, for whoever first looks whether the store can be used. */
export function holdLock(dataDir: string): StoreLock {
  const file = join(dataDir, 'lock.db')
  const madeHere = inOurWords(file, () => makeWhereMissing(file))
  const { ino } = statSync(file)
  const db = openLockFile(file)
  try {
    db.exec('BEGIN EXCLUSIVE')
    // Between the two, one that was refused may have taken its file away: then the lock is on a file that is gone.
    if (!existsSync(file) || statSync(file).ino !== ino) throw refusal(dataDir, undefined)
  } catch (error) {
    db.close()
    throw isBusy(error) ? refusal(dataDir, error) : lockFailure(error, file)
  }
  held.add(db)
  const noteFile = join(dataDir, 'lock.json')
  const end = () => {
    held.delete(db)
    db.exec('ROLLBACK')
    db.close()
  }
  let isAnnounced = false
  return {
    announce(note) {
      isAnnounced = true
      // A new one, whatever an earlier owner has left there: private, and never a pipe that would be waited for.
      inOurWords(noteFile, () => {
        rmSync(noteFile, { force: true })
        writeFileSync(noteFile, JSON.stringify(note), { mode: 0o600, flag: 'wx' })
      })
    },
    release() {
      // It is only for people, and where it cannot be taken away the lock must still be let go.
      removeIfPossible(noteFile)
      end()
    },
    withdraw() {
      // Windows takes no file away that is open.
      if (isAnnounced) removeIfPossible(noteFile)
      if (madeHere && process.platform !== 'win32') rmSync(file, { force: true })
      end()
    },
  }
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // A stale note is allowed for.
  }
}

/** True when it was missing. */
function makeWhereMissing(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o600))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function lockFailure(error: unknown, file: string): unknown {
  const failure = storeFailure(error, file)
  if (!(failure instanceof AppError) || failure.code !== 'store-damaged') return failure
  return new AppError('store-damaged', `${file} is damaged. It holds nothing: delete it and try again.`, {
    cause: error,
  })
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(?:BUSY|LOCKED)/.test(String(error.code))
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

function openLockFile(file: string): SqliteDatabase {
  const db = openSqlite(file, { journal: 'delete' })
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
