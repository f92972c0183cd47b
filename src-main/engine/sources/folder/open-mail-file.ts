import { createHash } from 'node:crypto'
import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { AppError } from '../../errors.ts'
import { codeOf } from './describe-disk-failure.ts'
import { type FoundFile, type HowToLook, stampOf, whyUnreadable } from './look-at-file.ts'

const PIECE_BYTES = 256 * 1024
/** The last two are not on every system. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

const CHANGED =
  'The file changed while it was being read: another program may still be writing it. It is read again at the next check.'

/**
 * Opens what was looked at, and nothing else. Null when it was removed. Throws AppError `source-unreadable` in words
 * for whoever looks at the message, also when the file is not the one that was looked at, or changes meanwhile.
 */
export async function withMailFile<Result>(
  found: FoundFile,
  stampBy: HowToLook['stampBy'],
  work: (file: FileHandle, stats: BigIntStats) => Promise<Result>,
): Promise<Result | null> {
  if (found.odd !== null) throw leftOut(found.odd)
  let file: FileHandle | undefined
  try {
    file = await openPlainFile(found.realPath)
    const before = await file.stat({ bigint: true })
    if (!before.isFile() || stampOf(before, stampBy) !== found.stamp) throw leftOut(CHANGED)
    const result = await work(file, before)
    const after = await file.stat({ bigint: true })
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) throw leftOut(CHANGED)
    return result
  } catch (error) {
    if (error instanceof AppError) throw error
    if (codeOf(error) === 'ENOENT') return null
    throw leftOut(whyUnreadable(error), error)
  } finally {
    await file?.close()
  }
}

/** For what a look has shown to be a file. What became a link or a pipe since is neither followed nor waited for. */
export function openPlainFile(path: Buffer): Promise<FileHandle> {
  return open(path, FLAGS)
}

/** At most `maxBytes` from the beginning: headers of a file of any size cost no more. */
export async function readStart(file: FileHandle, maxBytes: number): Promise<Buffer> {
  const bytes = Buffer.alloc(maxBytes)
  let filled = 0
  while (filled < maxBytes) {
    const { bytesRead } = await file.read(bytes, filled, maxBytes - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

/** SHA-256 of all of it as hex, in pieces. */
export async function hashFile(file: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(PIECE_BYTES)
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(piece, 0, piece.length, position)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(piece.subarray(0, bytesRead))
    position += bytesRead
  }
}

/** Throws AppError for what would need more memory than a mail is worth. */
export function requireReadable(sizeBytes: number, maxBytes: number): void {
  if (sizeBytes <= maxBytes) return
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  throw leftOut(`It is too big to be read: ${megabytes(sizeBytes)} MB, and at most ${megabytes(maxBytes)} MB are read.`)
}

/** A message that is left out of what is read, with its reason. */
export function leftOut(why: string, cause?: unknown): AppError {
  return new AppError('source-unreadable', why, { cause, retry: true })
}
