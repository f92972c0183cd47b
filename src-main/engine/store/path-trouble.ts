import { lstatSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../errors.ts'

/** What a path is wanted for; it ends the sentence that refuses the path. */
export type PathUse = {
  /** The form field, or the argument of the command, that named it. */
  readonly field?: string
  /** What to do instead: `name a folder that you can write to`. */
  readonly remedy: string
}

/** One sentence with the path, what is wrong with it, and what to do. */
export function refusePath(path: string, what: string, { field, remedy }: PathUse, cause?: unknown): AppError {
  const named = field === undefined ? {} : { field }
  return new AppError('invalid-input', `${printable(path)} ${what}; ${remedy}.`, { ...named, cause })
}

/** As the system sees the path, through its links; null when nothing is there. Throws what `refusePath` gives. */
export function lookAtPath(path: string, use: PathUse): Stats | null {
  if (path.includes('\0')) throw refusePath(path, 'contains a character that no path can have', use)
  try {
    return statSync(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw refusePath(path, describePathError(path, error), use, error)
    if (lstatSync(path, { throwIfNoEntry: false })) throw refusePath(path, 'is a link that leads nowhere', use, error)
    return null
  }
}

/** `a folder`, `a device`…: what was found in the place of something else. */
export function kindOf(stats: Stats): string {
  if (stats.isFile()) return 'a file'
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  if (stats.isSymbolicLink()) return 'a link'
  return 'a device'
}

/** The rest of a sentence that begins with the path. */
export function describePathError(path: string, error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOTDIR':
      return `cannot exist, because ${printable(fileAbove(path))} is not a folder`
    case 'ENAMETOOLONG':
      return 'is longer than this disk allows'
    case 'ELOOP':
      return 'is a link that leads back to itself'
    case 'EACCES':
    case 'EPERM':
      return 'is closed to this user'
    case 'EROFS':
      return 'is on a disk that cannot be written'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'is on a disk that is full'
    case 'ENOENT':
      return 'cannot be made'
    case 'EISDIR':
      return 'is a folder'
    default:
      return `cannot be used (${error instanceof Error ? error.message : String(error)})`
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** The part of a path that would have to be a folder and is none. */
function fileAbove(path: string): string {
  for (let above = dirname(path); above !== dirname(above); above = dirname(above)) {
    try {
      if (!statSync(above).isDirectory()) return above
    } catch {
      // Below that file, too.
    }
  }
  return dirname(path)
}

/** A path may hold anything: the sentence stays one line of a bearable length. */
function printable(path: string): string {
  const line = path.replaceAll(/\p{Cc}/gu, '?')
  return line.length <= 300 ? line : `${line.slice(0, 200)}…${line.slice(-60)}`
}
