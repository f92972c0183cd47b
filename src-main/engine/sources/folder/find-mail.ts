import { type BigIntStats, lstatSync } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { codeOf } from './describe-disk-failure.ts'
import { type FoundFile, type HowToLook, lookAtFile } from './look-at-file.ts'
import { hashFile, openPlainFile, withMailFile } from './open-mail-file.ts'

/** The mail that was processed, as its path shows it, to be compared in the moment in which it is taken away. */
export type PresentMail = { readonly atPath: BigIntStats; readonly sha256: string }

/**
 * Whether a file is still the mail that was processed: its hash, not its name, says so. Null when the mail
 * is not there any more. Throws AppError when it cannot be told.
 */
export async function findMail(
  { name, path }: FoundFile,
  how: HowToLook,
  sha256: string | undefined,
): Promise<PresentMail | null> {
  const atPath = await lstat(path, { bigint: true }).catch(error => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  // As it is now: somebody may have touched it since it was listed, and its content says whether it is another one.
  const file = atPath === null ? null : await lookAtFile(name, path, how)
  if (atPath === null || file === null) return null
  const hash = await withMailFile(file, how.stampBy, async (handle, stats) => {
    // A link is taken away itself, and what it leads to was looked at.
    if (!file.isLink && !isSameFile(stats, atPath)) return null
    return hashFile(handle)
  })
  return hash !== null && (sha256 === undefined || hash === sha256) ? { atPath, sha256: hash } : null
}

/** Whether another place holds the same mail. A pipe or a folder may have its name: only files are opened. */
export async function holdsMail(path: Buffer, { atPath, sha256 }: PresentMail): Promise<boolean> {
  const there = await lstat(path, { bigint: true })
  if (!there.isFile()) return false
  if (there.ino !== 0n && isSameFile(there, atPath)) return true
  const file = await openPlainFile(path)
  try {
    return (await hashFile(file)) === sha256
  } finally {
    await file.close()
  }
}

/** Without a turn for anybody between this and what follows: the path still shows what was looked at. */
export function isStillThere(path: Buffer, { atPath }: PresentMail): boolean {
  const now = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  return now !== undefined && isSameFile(now, atPath)
}

function isSameFile(one: BigIntStats, other: BigIntStats): boolean {
  const isSame = one.ino === other.ino && one.dev === other.dev
  return isSame && one.size === other.size && one.mtimeNs === other.mtimeNs
}
