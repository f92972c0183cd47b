import { stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { AppError } from '../../errors.ts'
import { codeOf } from './describe-disk-failure.ts'

/** The existing sub-directory, named with / or \. Throws AppError `folder-missing` with field `target_folder`. */
export async function findSubdirectory(root: string, name: string): Promise<string> {
  const path = resolve(root, name.replaceAll('\\', '/').replace(/^\/+|\/+$/g, ''))
  const inside = relative(root, path)
  const found = inside !== '' && inside.split(sep)[0] !== '..' && (await isDirectory(path))
  if (found) return path
  throw new AppError('folder-missing', `There is no folder "${name}" in ${root}. Create it, or choose another.`, {
    field: 'target_folder',
  })
}

export async function isDirectory(path: string): Promise<boolean> {
  const found = await stat(path).catch(error => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  })
  return found?.isDirectory() ?? false
}
