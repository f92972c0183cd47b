import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { findSubdirectory, isDirectory } from './find-subdirectory.ts'
import { findMaildir } from './maildir.ts'

/** Whether mail of this path can be moved to the folder: a sub-directory, or a Maildir inside a Maildir. */
export async function hasFolder(root: string, name: string): Promise<boolean> {
  const find = (await isDirectory(join(root, 'cur'))) ? findMaildir : findSubdirectory
  return find(root, name).then(
    () => true,
    error => {
      if (error instanceof AppError && error.code === 'folder-missing') return false
      throw error
    },
  )
}
