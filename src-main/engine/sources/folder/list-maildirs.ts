import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describeDiskFailure } from './describe-disk-failure.ts'
import { isDirectory } from './find-subdirectory.ts'

/** A Maildir with thousands of folders belongs to a machine. */
const MOST = 1_000

/**
 * The folders inside a Maildir, as `target_folder` takes them: `.A.B` of Maildir++ is A/B. None for a directory of
 * .eml files and for an mbox. Throws AppError with field `path`.
 */
export async function listMaildirs(root: string): Promise<readonly string[]> {
  try {
    await stat(root)
    if (!(await isDirectory(join(root, 'cur')))) return []
    const found: string[] = []
    for (const name of await readdir(root)) {
      if (found.length >= MOST) break
      if (RESERVED.has(name) || !(await isDirectory(join(root, name, 'cur')))) continue
      found.push(name.startsWith('.') ? name.slice(1).replaceAll('.', '/') : name)
    }
    return found.toSorted((a, b) => a.localeCompare(b))
  } catch (error) {
    throw describeDiskFailure(error, root)
  }
}

const RESERVED = new Set(['cur', 'new', 'tmp'])
