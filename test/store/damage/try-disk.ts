import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreCommand } from './commands.ts'
import { fillDisk, type Ground, placeStore } from './ground.ts'
import { makeReadOnly, mountSmallDisk } from './mounts.ts'
import { runCommand } from './run-command.ts'
import { filesIn, wrongFiles, wrongRefusal } from './try-damage.ts'

const DISK_MB = 8

/** One command on a whole store on a disk without a free byte. */
export function tryOnFullDisk(ground: Ground, command: StoreCommand): Promise<readonly string[]> {
  return tryAt(ground, command, /The disk that holds \S+ is full\. Free some space and try again/, dir => {
    const unmount = mountSmallDisk(dir, DISK_MB)
    placeStore(ground.whole, dir)
    fillDisk(dir)
    return unmount
  })
}

/** One command on a whole store in a folder that cannot be written. */
export function tryReadOnly(ground: Ground, command: StoreCommand): Promise<readonly string[]> {
  return tryAt(
    ground,
    command,
    /cannot be opened: its folder or the file is read-only.*Correct the permissions/,
    dir => {
      placeStore(ground.whole, dir)
      return makeReadOnly(dir)
    },
  )
}

async function tryAt(ground: Ground, command: StoreCommand, says: RegExp, prepare: (dir: string) => () => void) {
  const place = mkdtempSync(join(ground.dir, 'disk-'))
  const dir = join(place, 'store')
  mkdirSync(dir)
  const end = prepare(dir)
  try {
    const before = filesIn(dir)
    const ended = await runCommand(['--data', dir, ...command.words(ground)])
    return [...wrongRefusal(ended, says), ...wrongFiles(before, filesIn(dir))]
  } finally {
    end()
    rmSync(place, { recursive: true, force: true })
  }
}
