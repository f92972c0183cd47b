import { constants, unlinkSync } from 'node:fs'
import { copyFile, link, unlink } from 'node:fs/promises'
import { AppError } from '../../errors.ts'
import { codeOf } from './describe-disk-failure.ts'
import { joinBytes } from './file-name.ts'
import { findMail, holdsMail, isStillThere, type PresentMail } from './find-mail.ts'
import type { FoundFile, HowToLook } from './look-at-file.ts'

/** Enough other names for mails of the same name; more means that something else is wrong. */
const mostNames = 1_000

/**
 * Moves the mail that was processed, without ever overwriting: the file is first under both names, then only under the
 * new one. When a move was interrupted in between, the next one finds the same content in place and only takes the old
 * name away. Another mail that has taken its name is left alone, and the mail counts as gone.
 */
export async function moveFile(
  file: FoundFile,
  targetDirectory: string,
  how: HowToLook,
  sha256: string | undefined,
): Promise<'done' | 'gone'> {
  const mail = await findMail(file, how, sha256)
  if (mail === null) return 'gone'
  const ownName = file.path.subarray(file.path.lastIndexOf('/') + 1)
  for (let number = 1; number <= mostNames; number++) {
    const to = joinBytes(targetDirectory, number === 1 ? ownName : withNumber(ownName, number))
    try {
      await linkOrCopy(file, to)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 'gone'
      if (codeOf(error) !== 'EEXIST') throw error
      if (await holdsMail(to, mail)) return takeAway(file.path, mail)
      continue
    }
    if (await holdsMail(to, mail)) return takeAway(file.path, mail)
    // In that moment another file took the name: it keeps it, and its second name goes again.
    await unlink(to)
    return 'gone'
  }
  throw new AppError('conflict', `${targetDirectory} holds too many files named like ${file.name}.`, {
    field: 'target_folder',
  })
}

function takeAway(path: Buffer, mail: PresentMail): 'done' | 'gone' {
  if (!isStillThere(path, mail)) return 'gone'
  unlinkSync(path)
  return 'done'
}

/** Some drives (FAT, network shares) know no second name for a file. A link is moved as what it leads to. */
async function linkOrCopy({ path, realPath, isLink }: FoundFile, to: Buffer): Promise<void> {
  try {
    if (!isLink) return await link(path, to)
  } catch (error) {
    if (!['EPERM', 'EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error
  }
  await copyFile(realPath, to, constants.COPYFILE_EXCL)
}

function withNumber(name: Buffer, number: number): Buffer {
  const text = name.toString('latin1')
  const dot = text.lastIndexOf('.')
  const end = dot > 0 ? dot : text.length
  return Buffer.from(`${text.slice(0, end)}-${number}${text.slice(end)}`, 'latin1')
}
