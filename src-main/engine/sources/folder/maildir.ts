import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../errors.ts'
import type { ListedMessage } from '../../ports.ts'
import { codeOf } from './describe-disk-failure.ts'
import { assertWritableDirectory, checkName, listFile, readIfThere, removeIfThere } from './eml-directory.ts'
import { findSubdirectory, isDirectory, moveFile } from './move-file.ts'
import type { MailStore } from './store.ts'

/**
 * A Maildir (maildir(5) of qmail): mails in new/ and cur/, uid is the unique part of the name. Flags after the colon
 * and the way from new/ to cur/ do not make another mail of it. tmp/ holds what is only just being delivered.
 */
export function createMaildir(root: string): MailStore {
  let paths = new Map<string, string>()

  /** Another program may have renamed the file since the last look. */
  const withPath = async <Result>(
    uid: string,
    work: (path: string) => Promise<Result>,
    isGone: (result: Result) => boolean,
  ): Promise<Result | null> => {
    checkName(uid)
    const known = paths.get(uid)
    if (known !== undefined) {
      const result = await work(known)
      if (!isGone(result)) return result
    }
    paths = await findPaths(root)
    const path = paths.get(uid)
    return path === undefined ? null : work(path)
  }

  return {
    kind: 'maildir',
    async list() {
      paths = await findPaths(root)
      const listed: ListedMessage[] = []
      for (const [uid, path] of paths) {
        const message = await listFile(path, uid)
        if (message) listed.push(message)
      }
      return listed
    },
    read: uid => withPath(uid, readIfThere, raw => raw === null),
    remove: async uid => (await withPath(uid, removeIfThere, result => result === 'gone')) ?? 'gone',
    async move(uid, targetFolder) {
      const target = join(await findMaildir(root, targetFolder), 'cur')
      const move = (path: string) => moveFile(path, join(target, basename(path)))
      return (await withPath(uid, move, result => result === 'gone')) ?? 'gone'
    },
    assertWritable: () => assertWritableDirectory(join(root, 'cur')),
  }
}

/** `A/B` as Maildir++ has it (.A.B), else as a plain sub-directory that is a Maildir. */
export async function findMaildir(root: string, name: string): Promise<string> {
  const plusPlus = `.${name.replaceAll(/[/\\]/g, '.')}`
  for (const candidate of [plusPlus, name]) {
    const path = await findSubdirectory(root, candidate).catch(() => null)
    if (path && (await isDirectory(join(path, 'cur')))) return path
  }
  throw new AppError('folder-missing', `There is no Maildir "${name}" in ${root}. Create it, or choose another.`, {
    field: 'target_folder',
  })
}

/** Uid to path, in order of delivery as far as the names tell it: they begin with the time. */
async function findPaths(root: string): Promise<Map<string, string>> {
  const found: [string, string][] = []
  for (const part of ['new', 'cur']) {
    const names = await readdir(join(root, part)).catch(error => {
      if (part === 'new' && codeOf(error) === 'ENOENT') return []
      throw error
    })
    for (const name of names) if (!name.startsWith('.')) found.push([uniqueNameOf(name), join(root, part, name)])
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** Windows allows no colon in names; programs there write ; or ! instead. */
function uniqueNameOf(name: string): string {
  return name.replace(/[:;!]2,[A-Za-z]*$/, '')
}
