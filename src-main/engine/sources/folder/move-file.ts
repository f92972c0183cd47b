import { constants } from 'node:fs'
import { copyFile, link, readFile, stat, unlink } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../../errors.ts'
import { codeOf } from './describe-disk-failure.ts'

/** Enough other names for mails of the same name; more means that something else is wrong. */
const mostNames = 1_000

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

/**
 * Moves without ever overwriting: the file is first under both names, then only under the new one. When a move was
 * interrupted in between, the next one finds the same content in place and only takes the old name away.
 */
export async function moveFile(from: string, to: string): Promise<'done' | 'gone'> {
  for (let number = 1; number <= mostNames; number++) {
    const name = number === 1 ? to : withNumber(to, number)
    try {
      await linkOrCopy(from, name)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 'gone'
      if (codeOf(error) !== 'EEXIST') throw error
      if (!(await holdSame(from, name))) continue
    }
    await unlink(from)
    return 'done'
  }
  throw new AppError('conflict', `${dirname(to)} holds too many files named like ${basename(to)}.`, {
    field: 'target_folder',
  })
}

/** Some drives (FAT, network shares) know no second name for a file. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!['EPERM', 'EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error
    await copyFile(from, to, constants.COPYFILE_EXCL)
  }
}

async function holdSame(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)])
  if (first.ino !== 0 && first.ino === second.ino && first.dev === second.dev) return true
  return first.size === second.size && (await readFile(one)).equals(await readFile(other))
}

function withNumber(path: string, number: number): string {
  const extension = extname(path)
  return join(dirname(path), `${basename(path, extension)}-${number}${extension}`)
}
