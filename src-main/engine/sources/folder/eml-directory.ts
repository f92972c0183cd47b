import { access, constants, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ListedMessage } from '../../ports.ts'
import { codeOf, describeDiskFailure } from './describe-disk-failure.ts'
import { findSubdirectory, moveFile } from './move-file.ts'
import type { MailStore } from './store.ts'

/** The .eml files of one directory; uid is the file name. What lies deeper, and everything else, is left alone. */
export function createEmlDirectory(root: string): MailStore {
  return {
    kind: 'directory',
    async list() {
      const names = (await readdir(root)).filter(name => /\.eml$/i.test(name)).sort()
      const listed = await Promise.all(names.map(name => listFile(join(root, name), name)))
      return listed.filter(message => message !== null)
    },
    read: async uid => readIfThere(join(root, checkName(uid))),
    remove: async uid => removeIfThere(join(root, checkName(uid))),
    async move(uid, targetFolder) {
      const target = await findSubdirectory(root, targetFolder)
      return moveFile(join(root, checkName(uid)), join(target, uid))
    },
    assertWritable: () => assertWritableDirectory(root),
  }
}

/** Null for what is no file, is empty (somebody is only just creating it) or has gone meanwhile. */
export async function listFile(path: string, uid: string): Promise<ListedMessage | null> {
  const found = await stat(path).catch(nullWhenGone)
  if (!found?.isFile() || found.size === 0) return null
  return { uid, sizeBytes: found.size, receivedAt: Math.floor(found.mtimeMs) }
}

export function readIfThere(path: string): Promise<Uint8Array | null> {
  return readFile(path).catch(nullWhenGone)
}

export async function removeIfThere(path: string): Promise<'done' | 'gone'> {
  return unlink(path).then(
    () => 'done' as const,
    error => nullWhenGone(error) ?? 'gone',
  )
}

export function nullWhenGone(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

export async function assertWritableDirectory(path: string): Promise<void> {
  await access(path, constants.W_OK | constants.X_OK).catch(error => {
    throw describeDiskFailure(error, path)
  })
}

/** A uid names a file of this very directory. Another one is our bug: it came from no listing. */
export function checkName(uid: string): string {
  if (uid === '' || uid === '.' || uid === '..' || basename(uid) !== uid) {
    throw new TypeError(`Not a file name: ${JSON.stringify(uid)}`)
  }
  return uid
}
