import { randomUUID } from 'node:crypto'
import { closeSync, lstatSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { codeOf, kindOf, refusePath } from '../store/path-trouble.ts'
import { makePrivateFolder, openPrivateFile } from '../store/private-files.ts'
import { checkExportTarget, exportUse } from './copy-targets.ts'
import { placeFile } from './place-file.ts'

/** Where an export is written, file by file, each for its owner alone. */
export interface ExportFolder {
  /** `part` '' is the folder itself. Replaces a file of an earlier export, and nothing else. */
  write(part: string, name: string, content: string | Uint8Array): void
  /** Takes back what was made. What replaced an earlier file stays: that one has gone. */
  undo(): void
}

export function openExportFolder(dir: string, dataDir: string, force: boolean): ExportFolder {
  const { path, exists } = checkExportTarget(dir, dataDir, force)
  const folders = exists ? [] : [...makePrivateFolder(path, exportUse)]
  const files: string[] = []
  const known = new Set<string>()

  function folderOf(part: string): string {
    const folder = join(path, part)
    if (known.has(folder)) return folder
    // A link in the place of a folder would lead the mails to where it points.
    const found = lstatSync(folder, { throwIfNoEntry: false })
    if (found && !found.isDirectory() && part !== '')
      throw refusePath(folder, `is ${kindOf(found)}, not a folder`, exportUse)
    folders.push(...makePrivateFolder(folder, exportUse))
    known.add(folder)
    return folder
  }

  return {
    write(part, name, content) {
      const folder = folderOf(part)
      const file = join(folder, name)
      const found = lstatSync(file, { throwIfNoEntry: false })
      if (found && !found.isFile()) throw refusePath(file, `is ${kindOf(found)}, not a file`, exportUse)
      const partial = join(folder, `${randomUUID()}.partial`)
      try {
        writePrivately(partial, content, file)
        placeFile(partial, file, found !== undefined, exportUse)
      } catch (error) {
        rmSync(partial, { force: true })
        throw failure(path, error)
      }
      if (!found) files.push(file)
    },
    undo() {
      for (const file of files) rmSync(file, { force: true })
      for (const folder of folders.toReversed()) removeIfEmpty(folder)
    },
  }
}

function writePrivately(file: string, content: string | Uint8Array, named: string): void {
  const opened = openPrivateFile(file, exportUse, named)
  try {
    writeFileSync(opened, content)
  } finally {
    closeSync(opened)
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Somebody has put something there in the meantime.
  }
}

function failure(path: string, error: unknown): unknown {
  if (codeOf(error) !== 'ENOSPC' && codeOf(error) !== 'EDQUOT') return error
  return new AppError(
    'disk-full',
    `The disk is too full for ${path}. Free some space, or name a folder on another disk.`,
    {
      field: 'dir',
      cause: error,
    },
  )
}
