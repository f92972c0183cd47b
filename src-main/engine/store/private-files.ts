import { chmodSync, closeSync, fchmodSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../errors.ts'
import { codeOf, describePathError, kindOf, lookAtPath, type PathUse, refusePath } from './path-trouble.ts'

/** Nobody but the owner: mail and passwords are in these files. Windows keeps its own rules by folder. */
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

export const storeFileUse = { remedy: 'let this user write to the folder of the desk, or name another one' }

/** Is this file of a store there? Throws AppError `store-damaged` for what is no file: a pipe would be waited for without end. */
export function lookAtStoreFile(file: string): boolean {
  const found = lookAtPath(file, storeFileUse)
  if (found && !found.isFile())
    throw new AppError('store-damaged', `${file} is ${kindOf(found)}, not a file of a desk.`)
  return found !== null
}

/**
 * A new and empty file, private from its first moment and whatever the umask; SQLite gives its journals the same mode.
 * Throws AppError with the field of `use`, also when something is there already.
 */
export function createPrivateFile(file: string, use: PathUse, named = file): void {
  closeSync(openPrivateFile(file, use, named))
}

/** The same, open for writing. `named` is what a refusal speaks of, where the file has a name for the time only. */
export function openPrivateFile(file: string, use: PathUse, named = file): number {
  try {
    const opened = openSync(file, 'wx', FILE_MODE)
    // A umask can only have taken bits of the owner's: nobody else could open the file in between.
    fchmodSync(opened, FILE_MODE)
    return opened
  } catch (error) {
    throw refusePath(named, describePathError(named, error), use, error)
  }
}

/**
 * Makes a folder, and those above it, for the owner alone; one that exists keeps its mode. Returns what it made, the
 * outermost first. Node's recursive `mkdir` never ends where a file system takes no folders (`/proc/x/y`).
 */
export function makePrivateFolder(dir: string, use: PathUse): readonly string[] {
  const stats = lookAtPath(dir, use)
  if (stats?.isDirectory()) return []
  if (stats) throw refusePath(dir, `is ${kindOf(stats)}, not a folder`, use)
  const above = dirname(dir) === dir ? [] : makePrivateFolder(dirname(dir), use)
  try {
    mkdirSync(dir, FOLDER_MODE)
    chmodSync(dir, FOLDER_MODE)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw refusePath(dir, describePathError(dir, error), use, error)
  }
  return [...above, dir]
}
