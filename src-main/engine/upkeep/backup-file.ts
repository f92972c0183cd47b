import { closeSync, openSync, readSync } from 'node:fs'
import { AppError } from '../errors.ts'
import { openSqlite } from '../store/connection.ts'
import { migrate, schemaVersion } from '../store/migrate.ts'
import { migrations } from '../store/migrations/all.ts'
import { describePathError, kindOf, lookAtPath, type PathUse, refusePath } from '../store/path-trouble.ts'

const use: PathUse = { field: 'file', remedy: 'name a file that postdesk backup has written' }
/** https://www.sqlite.org/fileformat.html, 1.3 */
const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'

/** Refuses at a glance, with nothing opened or made, what cannot be a whole backup. */
export function requireBackupFile(file: string): void {
  const found = file === '' ? null : lookAtPath(file, use)
  if (!found) {
    throw new AppError('not-found', `There is no backup at ${file}. Name a file that postdesk backup has written.`, {
      field: 'file',
    })
  }
  if (!found.isFile()) throw refusePath(file, `is ${kindOf(found)}, not a file`, use)
  const header = readHeader(file)
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw notABackup(file)
  const wholeBytes = pageBytes(header.readUInt16BE(16)) * header.readUInt32BE(28)
  if (found.size >= wholeBytes) return
  throw refusePath(file, `is cut off (${found.size} of ${wholeBytes} bytes)`, { ...use, remedy: 'use another backup' })
}

/** Proves a copy of a backup, and brings it to the shape of today. Nothing has been replaced yet. */
export function proveBackup(copy: string, file: string): void {
  const db = openSqlite(copy, { journal: 'delete' })
  try {
    db.pragma('journal_mode = DELETE')
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE name IN ('backup_blob', 'desk_meta')").all()
    const version = schemaVersion(db)
    if (version === 0 || tables.length < 2) throw notABackup(file)
    if (version > (migrations.at(-1)?.number ?? 0)) {
      throw new AppError(
        'store-newer',
        `${file} was written by a newer Postdesk (schema ${version}). Update Postdesk.`,
        {
          field: 'file',
        },
      )
    }
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(file)
    migrate(db)
  } catch (error) {
    throw error instanceof AppError ? error : damaged(file, error)
  } finally {
    db.close()
  }
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  try {
    const opened = openSync(file, 'r')
    try {
      return header.subarray(0, readSync(opened, header, 0, HEADER_BYTES, 0))
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    throw refusePath(file, describePathError(file, error), use, error)
  }
}

function pageBytes(field: number): number {
  return field === 1 ? 65_536 : field
}

function notABackup(file: string): AppError {
  return refusePath(file, 'is no backup of Postdesk', use)
}

function damaged(file: string, cause?: unknown): AppError {
  return refusePath(file, 'is damaged', { ...use, remedy: 'use another backup' }, cause)
}
