import type { BigIntStats } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import { codeOf } from './describe-disk-failure.ts'

/** A file as a look without opening it shows it. */
export type FoundFile = {
  /** What stays when another program renames it; as text. */
  readonly name: string
  readonly path: Buffer
  /** Behind links; the same as `path` where it is none. */
  readonly realPath: Buffer
  readonly isLink: boolean
  readonly sizeBytes: number
  /** UTC milliseconds. */
  readonly modifiedAt: number
  /** Differs as soon as the file may be another one. */
  readonly stamp: string
  /** Why it cannot be read as a mail, in one sentence; null when it can be tried. */
  readonly odd: string | null
}

export type HowToLook = {
  /** Of the folder, with its links resolved. */
  readonly realRoot: string
  /** Also links that lead outside of the folder. */
  readonly followLinks: boolean
  /** The number of the file, where another program renames files; else the time of its last change of any kind. */
  readonly stampBy: 'ctime' | 'ino'
}

const LEADS_OUT =
  'It is a link that leads outside of the folder. Allow such links in the inbox (follow_links), or put the mail itself there.'

/** Null for what is empty (somebody is only just creating it) or was removed in the meantime. Nothing is opened. */
export async function lookAtFile(name: string, path: Buffer, how: HowToLook): Promise<FoundFile | null> {
  try {
    const found = await lstat(path, { bigint: true })
    if (found.isSymbolicLink()) return await lookBehindLink(name, path, found, how)
    if (found.isFile() && found.size === 0n) return null
    return describe({ name, path, realPath: path, isLink: false }, found, how, whyNoFile(found))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    return unseen(name, path, whyUnreadable(error))
  }
}

async function lookBehindLink(
  name: string,
  path: Buffer,
  link: BigIntStats,
  how: HowToLook,
): Promise<FoundFile | null> {
  const odd = (why: string) => describe({ name, path, realPath: path, isLink: true }, link, how, why)
  try {
    const realPath = await realpath(path, { encoding: 'buffer' })
    if (!how.followLinks && !isInside(realPath, how.realRoot)) return odd(LEADS_OUT)
    const found = await lstat(realPath, { bigint: true })
    if (found.isFile() && found.size === 0n) return null
    return describe({ name, path, realPath, isLink: true }, found, how, whyNoFile(found))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return odd('It is a link to a file that does not exist.')
    return odd(codeOf(error) === 'ELOOP' ? 'It is a link that leads back to itself.' : whyUnreadable(error))
  }
}

function describe(
  where: Pick<FoundFile, 'name' | 'path' | 'realPath' | 'isLink'>,
  found: BigIntStats,
  how: HowToLook,
  odd: string | null,
): FoundFile {
  return {
    ...where,
    sizeBytes: odd === null ? Number(found.size) : 0,
    modifiedAt: millisecondsOf(found.mtimeNs),
    stamp: stampOf(found, how.stampBy),
    odd,
  }
}

function unseen(name: string, path: Buffer, odd: string): FoundFile {
  return { name, path, realPath: path, isLink: false, sizeBytes: 0, modifiedAt: 0, stamp: UNSEEN, odd }
}

/** Not even its size is known. */
export const UNSEEN = 'unseen'

/** Differs as soon as the file may be another one; the same as often as nobody touches it. */
export function stampOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats, by: HowToLook['stampBy']): string {
  return `${size}-${mtimeNs}-${by === 'ino' ? ino : ctimeNs}`
}

/** Rounded as Node does it for `mtimeMs`, which rows from before hold. */
function millisecondsOf(ns: bigint): number {
  return Math.floor(Number(ns / 1_000_000_000n) * 1000 + Number(ns % 1_000_000_000n) / 1e6)
}

/** A pipe or a device would be read for ever, so neither is ever opened. */
function whyNoFile(found: BigIntStats): string | null {
  if (found.isFile()) return null
  if (found.isDirectory()) return 'It is a folder with the name of a mail, not a file.'
  if (found.isFIFO()) return 'It is a pipe, not a file; Postdesk does not open it.'
  if (found.isSocket()) return 'It is a socket, not a file; Postdesk does not open it.'
  return 'It is a device, not a file; Postdesk does not open it.'
}

/** Why the file system refuses to hand a file over, in one sentence. */
export function whyUnreadable(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'The user who runs Postdesk may not read this file. Allow it, and it is read at the next check.'
    case 'ELOOP':
      return 'It became a link while it was looked at. It is read again at the next check.'
    case 'EBUSY':
      return 'Another program has locked this file. It is read again at the next check.'
    default:
      return `The file cannot be read (${codeOf(error) || 'unknown error'}). It is tried again at the next check.`
  }
}

function isInside(path: Buffer, root: string): boolean {
  const start = Buffer.from(root.endsWith(sep) ? root : root + sep)
  return path.subarray(0, start.length).equals(start)
}
