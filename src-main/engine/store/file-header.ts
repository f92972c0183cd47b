import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { lookAtStoreFile } from './private-files.ts'

/** What the first hundred bytes of an SQLite file say (https://sqlite.org/fileformat.html), read without SQLite. */
export type FileHeader = {
  readonly sizeBytes: number
  readonly isSqlite: boolean
  /** Of whole pages, as the file's last writer left it; 0 where it did not say. */
  readonly statedBytes: number
  readonly userVersion: number
  readonly applicationId: number
}

const MAGIC = 'SQLite format 3\0'
const HEADER_BYTES = 100

/**
 * Costs one read: nothing is opened, locked or made beside the file, whatever its state. Throws AppError `store-damaged`
 * for what is no file: a pipe would be waited for without end.
 */
export function readFileHeader(file: string): FileHeader {
  lookAtStoreFile(file)
  const fd = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(HEADER_BYTES)
    readSync(fd, bytes, 0, HEADER_BYTES, 0)
    const isSqlite = bytes.toString('latin1', 0, MAGIC.length) === MAGIC
    const pageBytes = bytes.readUInt16BE(16) === 1 ? 65_536 : bytes.readUInt16BE(16)
    // An old SQLite left the number of pages alone: it counts only where both change counters agree.
    const pages = bytes.readUInt32BE(24) === bytes.readUInt32BE(92) ? bytes.readUInt32BE(28) : 0
    return {
      sizeBytes: fstatSync(fd).size,
      isSqlite,
      statedBytes: isSqlite ? pages * pageBytes : 0,
      userVersion: bytes.readUInt32BE(60),
      applicationId: bytes.readUInt32BE(68),
    }
  } finally {
    closeSync(fd)
  }
}

/** Is there a write-ahead log with something in it? */
export function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0
}

/** The end of the file is missing. While a log is there it may hold what the file lacks. */
export function isCutOff(file: string): boolean {
  const { sizeBytes, statedBytes } = readFileHeader(file)
  return sizeBytes < statedBytes && !hasLog(file)
}
