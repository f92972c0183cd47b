import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { codeOf } from './describe-disk-failure.ts'
import { assertWritableDirectory, byName } from './eml-directory.ts'
import { joinBytes, textOfName } from './file-name.ts'
import type { FilePlaces } from './file-places.ts'
import { findSubdirectory, isDirectory } from './find-subdirectory.ts'

/**
 * A Maildir (maildir(5) of qmail): mails in new/ and cur/, known by the unique part of the name. Flags after the colon
 * and the way from new/ to cur/ do not make another mail of it. tmp/ holds what is only just being delivered.
 */
export function createMaildir(root: string): FilePlaces {
  return {
    kind: 'maildir',
    // Every flag is a new name, and changes the ctime.
    stampBy: 'ino',
    async find() {
      return byName([...(await filesIn(root, 'new')), ...(await filesIn(root, 'cur'))])
    },
    target: async folder => join(await findMaildir(root, folder), 'cur'),
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

async function filesIn(root: string, part: 'new' | 'cur'): Promise<readonly (readonly [string, Buffer])[]> {
  const directory = join(root, part)
  const names = await readdir(directory, { encoding: 'buffer' }).catch(error => {
    if (part === 'new' && codeOf(error) === 'ENOENT') return []
    throw error
  })
  const visible = names.filter(name => name[0] !== 0x2e)
  return visible.map(name => [textOfName(uniquePartOf(name)), joinBytes(directory, name)] as const)
}

/** Windows allows no colon in names; programs there write ; or ! instead. */
function uniquePartOf(name: Buffer): Buffer {
  return Buffer.from(name.toString('latin1').replace(/[:;!]2,[A-Za-z]*$/, ''), 'latin1')
}
