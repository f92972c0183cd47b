import { access, constants, readdir } from 'node:fs/promises'
import { describeDiskFailure } from './describe-disk-failure.ts'
import { joinBytes, textOfName } from './file-name.ts'
import type { FilePlaces } from './file-places.ts'
import { findSubdirectory } from './find-subdirectory.ts'

/** The .eml files of one directory. What lies deeper, and everything else, is left alone. */
export function createEmlDirectory(root: string): FilePlaces {
  return {
    kind: 'directory',
    stampBy: 'ctime',
    async find() {
      const names = (await readdir(root, { encoding: 'buffer' })).filter(name =>
        /\.eml$/i.test(name.toString('latin1')),
      )
      return byName(names.map(name => [textOfName(name), joinBytes(root, name)]))
    },
    target: folder => findSubdirectory(root, folder),
    assertWritable: () => assertWritableDirectory(root),
  }
}

/** Names of mail often begin with its time. */
export function byName(files: readonly (readonly [string, Buffer])[]): ReadonlyMap<string, Buffer> {
  return new Map(files.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

export async function assertWritableDirectory(path: string): Promise<void> {
  await access(path, constants.W_OK | constants.X_OK).catch(error => {
    throw describeDiskFailure(error, path)
  })
}
