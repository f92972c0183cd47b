import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { describeDiskFailure } from './describe-disk-failure.ts'
import { isDirectory } from './find-subdirectory.ts'

/**
 * Creates a folder inside a directory of .eml files, or one of a Maildir (`A/B` is `.A.B`, as Maildir++ has it). One
 * that is there already is left as it is. Returns the name for `target_folder`. Throws AppError with that field.
 */
export async function createFolder(root: string, wanted: string): Promise<string> {
  const parts = wanted.trim().replaceAll('\\', '/').split('/')
  const isMaildir = await isDirectory(join(root, 'cur')).catch(() => false)
  if (parts.some(part => !isName(part, isMaildir))) {
    throw new AppError('invalid-input', 'This is no name for a folder. Write it like Done or Done/2026.', {
      field: 'target_folder',
    })
  }
  try {
    if ((await stat(root)).isFile()) {
      throw new AppError('not-allowed', 'Mail in an mbox file is only read; it cannot be moved.', {
        field: 'email_storage',
      })
    }
    const made = isMaildir
      ? ['cur', 'new', 'tmp'].map(part => join(root, `.${parts.join('.')}`, part))
      : [join(root, ...parts)]
    for (const path of made) await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw describeDiskFailure(error, root, 'target_folder')
  }
  return parts.join('/')
}

/** Nothing that leads out, that is hidden, or that no file system takes; in a Maildir a dot would be a delimiter. */
function isName(part: string, inMaildir: boolean): boolean {
  if (part.trim() !== part || part === '' || part.startsWith('.') || part.length > 200) return false
  if (inMaildir && part.includes('.')) return false
  return !/[\p{Cc}:*?"<>|]/u.test(part) && !['cur', 'new', 'tmp'].includes(part)
}
