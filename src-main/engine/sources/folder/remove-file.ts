import { unlinkSync } from 'node:fs'
import { codeOf } from './describe-disk-failure.ts'
import { findMail, isStillThere } from './find-mail.ts'
import type { FoundFile, HowToLook } from './look-at-file.ts'

/** Removes the mail that was processed; another one that has taken its name is left alone, and the mail counts as gone. */
export async function removeFile(
  file: FoundFile,
  how: HowToLook,
  sha256: string | undefined,
): Promise<'done' | 'gone'> {
  const mail = await findMail(file, how, sha256)
  if (mail === null || !isStillThere(file.path, mail)) return 'gone'
  try {
    unlinkSync(file.path)
    return 'done'
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone'
    throw error
  }
}
