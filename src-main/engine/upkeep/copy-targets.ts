import { existsSync, lstatSync, readdirSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { kindOf, lookAtPath, type PathUse, refusePath } from '../store/path-trouble.ts'
import { isStoreFileName, storeFilesIn } from '../store/store-files.ts'

/**
 * Where a backup or an export may go. One place for every host: the command line and the screens get the same refusals.
 * Each throws AppError; `conflict` alone can be answered with `force`.
 */
export type Target = { readonly path: string; readonly exists: boolean }

export const backupUse: PathUse = { field: 'file', remedy: 'name a file in a folder that you can write to' }
export const exportUse: PathUse = { field: 'dir', remedy: 'name a folder that you can write to' }

/** A file that may be made, or an earlier one that may be replaced. */
export function checkBackupTarget(file: string, dataDir: string, force: boolean): Target {
  const path = wholePath(file, backupUse)
  refuseStoreFile(path, dataDir)
  // `resolve` drops the slash that says: a folder.
  const namesFolder = /[/\\]$/.test(file) && (process.platform === 'win32' || file.endsWith('/'))
  const found = lookAtPath(path, backupUse)
  if (found && !found.isFile()) throw refusePath(path, `is ${kindOf(found)}, not a file`, backupUse)
  if (namesFolder) throw refusePath(file, 'ends as a folder does', backupUse)
  if (!found) return { path, exists: false }
  if (lstatSync(path).isSymbolicLink())
    throw refusePath(path, 'is a link', { ...backupUse, remedy: 'name what it leads to, or another file' })
  if (!force) {
    throw new AppError('conflict', `${path} exists already. Name another file, or confirm that it may be replaced.`, {
      field: 'file',
    })
  }
  return { path, exists: true }
}

/** A folder that may be made, one that is empty, or an earlier one whose files may be replaced. */
export function checkExportTarget(dir: string, dataDir: string, force: boolean): Target {
  const path = wholePath(dir, exportUse)
  refuseStoreFolder(path, dataDir)
  const found = lookAtPath(path, exportUse)
  if (!found) return { path, exists: false }
  if (!found.isDirectory()) throw refusePath(path, `is ${kindOf(found)}, not a folder`, exportUse)
  if (force || readdirSync(path).length === 0) return { path, exists: true }
  throw new AppError(
    'conflict',
    `${path} is not empty. Name another folder, or confirm that files of the same name in it may be replaced.`,
    { field: 'dir' },
  )
}

function wholePath(path: string, use: PathUse): string {
  if (path === '') throw new AppError('invalid-input', 'No path is given.', use.field ? { field: use.field } : {})
  if (path.includes('\0')) throw refusePath(path, 'contains a character that no path can have', use)
  return resolve(path)
}

/** By its place, and by what it is: a link or another name of the same file destroys the store all the same. */
function refuseStoreFile(path: string, dataDir: string): void {
  const store = statOrNull(dataDir)
  const folder = statOrNull(dirname(path))
  const isNamedSo = isStoreFileName(basename(path))
  const isHere = isNamedSo && isSame(store, folder)
  const isOfAnotherDesk = isNamedSo && existsSync(join(dirname(path), 'lock.db')) && existsSync(path)
  const found = statOrNull(path)
  const isLinked = found?.isFile() && storeFilesIn(dataDir).some(file => isSame(statOrNull(file), found))
  if (!isHere && !isLinked && !isOfAnotherDesk) return
  throw new AppError(
    'not-allowed',
    `${path} is a file of the desk itself${isOfAnotherDesk && !isHere && !isLinked ? ', of another one' : ''}; a backup there would destroy it. Name a file outside ${isHere || isLinked ? dataDir : dirname(path)}.`,
    { field: 'file' },
  )
}

/** Not into the folder of the store, nor below it. */
function refuseStoreFolder(path: string, dataDir: string): void {
  const store = statOrNull(dataDir)
  for (let above = path; ; above = dirname(above)) {
    if (isSame(store, statOrNull(above))) {
      throw new AppError(
        'not-allowed',
        `${path} is inside the folder of the desk itself. Name a folder outside ${dataDir}.`,
        { field: 'dir' },
      )
    }
    if (above === dirname(above)) return
  }
}

function statOrNull(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}

function isSame(one: Stats | null, other: Stats | null): boolean {
  return one !== null && other !== null && one.dev === other.dev && one.ino === other.ino
}
