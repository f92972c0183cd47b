import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type DeskStore, openStore } from '../../src-main/engine/store/open.ts'
import { othersCanEnter } from '../../src-main/engine/store/store-files.ts'
import { backUp } from '../../src-main/engine/upkeep/backup.ts'
import { exportDesk } from '../../src-main/engine/upkeep/export-desk.ts'
import { restoreBackup } from '../../src-main/engine/upkeep/restore.ts'
import { tempFolder } from './temp-store.ts'

const us = { pid: process.pid, name: 'the tests', since: 0, socket: '' }
const isWindows = process.platform === 'win32'
let folder: ReturnType<typeof tempFolder>
let umask: number
const at = (...parts: string[]) => join(folder.dir, ...parts)

beforeEach(() => {
  folder = tempFolder()
  umask = process.umask()
})
afterEach(() => {
  process.umask(umask)
  folder.remove()
})

/** Every file and folder below, with its mode in octal. */
function modesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).map(entry => {
    const path = join(entry.parentPath, entry.name)
    return `${entry.isDirectory() ? 'folder' : 'file'} ${(statSync(path).mode & 0o777).toString(8)}`
  })
}

async function write(store: DeskStore): Promise<void> {
  await store.write(tx => tx.insertInto('organisation').values({ name: 'Acme', created_at: 1 }).execute())
}

it.skipIf(isWindows).each([0o000, 0o022, 0o177])(
  'the store, its journals, backups and exports are for their owner alone, whatever the umask: %o',
  async mask => {
    process.umask(mask)
    const store = openStore(at('deep', 'desk'), us)
    await write(store)
    expect(modesBelow(at('deep', 'desk')).length).toBeGreaterThan(5)
    await backUp(store, { file: at('copies', 'today', 'desk.backup'), force: false }, 1)
    await exportDesk(store, { dir: at('out'), force: false })
    await exportDesk(store, { dir: at('out'), force: true })
    restoreBackup(at('again'), at('copies', 'today', 'desk.backup'), 1)
    expect(new Set(modesBelow(folder.dir))).toEqual(new Set(['folder 700', 'file 600']))
    await store.close()
  },
)

it.skipIf(isWindows)('a backup that replaces an open file is for its owner alone', async () => {
  const store = openStore(at('desk'), us)
  await backUp(store, { file: at('copy'), force: false }, 1)
  chmodSync(at('copy'), 0o666)
  await backUp(store, { file: at('copy'), force: true }, 1)
  expect(statSync(at('copy')).mode & 0o777).toBe(0o600)
  await store.close()
})

it.skipIf(isWindows)('a store of before is closed to others when it is opened the next time', async () => {
  const before = openStore(at('desk'), us)
  await write(before)
  await before.close()
  for (const name of readdirSync(at('desk'))) chmodSync(at('desk', name), 0o664)
  chmodSync(at('desk'), 0o755)
  const store = openStore(at('desk'), us)
  expect(new Set(modesBelow(at('desk')))).toEqual(new Set(['file 600']))
  // The folder may be shared on purpose: its mode is said, not changed.
  expect(statSync(at('desk')).mode & 0o777).toBe(0o755)
  expect(othersCanEnter(at('desk'))).toContain(`chmod 700 ${at('desk')}`)
  await store.close()
  chmodSync(at('desk'), 0o700)
  expect(othersCanEnter(at('desk'))).toBeNull()
})

it('on Windows nothing is said of modes', () => {
  const real = process.platform
  chmodSync(folder.dir, 0o755)
  Object.defineProperty(process, 'platform', { value: 'win32' })
  try {
    expect(othersCanEnter(folder.dir)).toBeNull()
  } finally {
    Object.defineProperty(process, 'platform', { value: real })
  }
})
