import { realpath } from 'node:fs/promises'
import { KEPT_HEADER_BYTES, type KnownFolder, nothingKnown } from '../../ports.ts'
import { cutHeaders } from './cut-headers.ts'
import { readContent } from './file-content.ts'
import { nameOfUid } from './file-name.ts'
import type { FilePlaces } from './file-places.ts'
import { listFiles } from './list-files.ts'
import { type FoundFile, type HowToLook, lookAtFile } from './look-at-file.ts'
import { moveFile } from './move-file.ts'
import { readStart, requireReadable, withMailFile } from './open-mail-file.ts'
import { removeFile } from './remove-file.ts'
import type { MailStore } from './store.ts'

export type FileStoreOptions = { readonly maxBytes: number; readonly followLinks: boolean }

/** Files that are looked at side by side: the system has few threads for it. */
const AT_ONCE = 64

/** Mail of which each is a file of its own. A uid is only ever looked up among what was found: no path is made of it. */
export function createFileStore(
  root: string,
  places: FilePlaces,
  { maxBytes, followLinks }: FileStoreOptions,
): MailStore {
  const { stampBy } = places
  let byUid: ReadonlyMap<string, FoundFile> | null = null

  const howToLook = async (): Promise<HowToLook> => ({ realRoot: await realpath(root), followLinks, stampBy })

  const list = async (known: KnownFolder) => {
    const files = await lookAtAll(await places.find(), await howToLook())
    const listed = await listFiles(files, known, file => readContent(file, stampBy, maxBytes))
    byUid = listed.byUid
    return listed.listing
  }

  /** Another program may have renamed the file since the last look; what `work` finds removed is looked for once more. */
  const withFile = async <Result>(
    uid: string,
    work: (file: FoundFile) => Promise<Result>,
    isGone: (result: Result) => boolean,
  ): Promise<Result | null> => {
    if (byUid === null) await list(nothingKnown)
    const found = byUid?.get(uid)
    if (found === undefined) return null
    const result = await work(found)
    if (!isGone(result)) return result
    const path = (await places.find()).get(nameOfUid(uid))
    if (path === undefined || path.equals(found.path)) return result
    const again = await lookAtFile(found.name, path, await howToLook())
    return again?.stamp === found.stamp ? work(again) : result
  }

  const isNull = (result: unknown) => result === null
  return {
    kind: places.kind,
    list,
    read: uid =>
      withFile(
        uid,
        async file => {
          requireReadable(file.sizeBytes, maxBytes)
          return withMailFile(file, stampBy, handle => readStart(handle, file.sizeBytes))
        },
        isNull,
      ),
    async readHeaders(uid, most) {
      const start = await withFile(
        uid,
        file => {
          const bytes = Math.min(Math.max(most, KEPT_HEADER_BYTES), file.sizeBytes)
          return withMailFile(file, stampBy, handle => readStart(handle, bytes))
        },
        isNull,
      )
      return start === null ? null : cutHeaders(start).subarray(0, most)
    },
    async remove(uid, sha256) {
      const how = await howToLook()
      const removed = await withFile(uid, file => removeFile(file, how, sha256), isGoneWord)
      return removed ?? 'gone'
    },
    async move(uid, targetFolder, sha256) {
      const target = await places.target(targetFolder)
      const how = await howToLook()
      const moved = await withFile(uid, file => moveFile(file, target, how, sha256), isGoneWord)
      return moved ?? 'gone'
    },
    assertWritable: places.assertWritable,
  }
}

function isGoneWord(result: 'done' | 'gone'): boolean {
  return result === 'gone'
}

async function lookAtAll(paths: ReadonlyMap<string, Buffer>, how: HowToLook): Promise<readonly FoundFile[]> {
  const all = [...paths]
  const files: FoundFile[] = []
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const some = all.slice(start, start + AT_ONCE).map(([name, path]) => lookAtFile(name, path, how))
    for (const file of await Promise.all(some)) if (file) files.push(file)
  }
  return files
}
