import { AppError } from '../errors.ts'

/** Runs `work` on a file of the store. What SQLite or the system says about it comes out in our words. */
export function inOurWords<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeFailure(error, file)
  }
}

/** What to do about a file of the store that cannot be used. */
export const RESTORE = 'restore a backup (postdesk restore FILE)'

/**
 * A failure of SQLite or of the file system as a sentence that names the file and what to do. Anything else comes back
 * as it was.
 */
export function storeFailure(error: unknown, file: string): unknown {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  if (DISK_FULL.test(code)) {
    const message = `The disk that holds ${file} is full. Free some space and try again; nothing was lost.`
    return new AppError('disk-full', message, { cause: error, retry: true })
  }
  if (DAMAGED.test(code)) return storeDamaged(`${file} is damaged`, error)
  if (NOT_ALLOWED.test(code)) {
    const message = `${file} cannot be opened: its folder or the file is read-only, or belongs to somebody else. Correct the permissions, or copy the folder to where it can be written.`
    return new AppError('not-allowed', message, { cause: error })
  }
  if (BUSY.test(code)) {
    const message = `${file} is in use by another program. Close it there and try again.`
    return new AppError('store-locked', message, { cause: error, retry: true })
  }
  if (!code.startsWith('SQLITE_IOERR')) return error
  const message = `${file} could not be read or written (${code}). Check the disk, then try again or ${RESTORE}.`
  return new AppError('store-damaged', message, { cause: error })
}

export function storeDamaged(what: string, cause?: unknown): AppError {
  const message = `${what}. See what can still be read with postdesk check, put a copy of the file back, or ${RESTORE}.`
  return new AppError('store-damaged', message, { cause })
}

/** The memory that connections share is a file too, and the first that does not fit any more. */
const DISK_FULL = /^(?:SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/
const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB|FORMAT)/
const NOT_ALLOWED = /^(?:SQLITE_(?:READONLY|CANTOPEN|PERM|IOERR_ACCESS)\w*|EACCES|EPERM|EROFS)$/
const BUSY = /^SQLITE_(?:BUSY|LOCKED)/

/** The content of a file is not what SQLite wrote. */
export function isDamage(error: unknown): boolean {
  return DAMAGED.test(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
