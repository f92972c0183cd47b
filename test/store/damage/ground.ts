import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../../src-main/engine/store/open.ts'
import { makeMailFolder, writeInboxFile } from '../../cli/fixtures.ts'
import { runCommand } from './run-command.ts'

/** Stores to damage: one that was closed, two whose owners were killed with commits in their logs, and a backup. */
export type Ground = {
  readonly dir: string
  readonly whole: string
  readonly killed: string
  readonly otherKilled: string
  readonly backup: string
  readonly inboxFile: string
  readonly mail: string
  remove(): void
}

export async function prepareDamageGround(): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), 'postdesk-damage-'))
  makeMailFolder(dir)
  const inboxFile = writeInboxFile(dir)
  const at = (name: string) => join(dir, name)
  const must = async (...words: string[]) => {
    const { code, stderr } = await runCommand(words)
    if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`)
  }
  for (const store of ['whole', 'other']) {
    await must('--data', at(store), 'inbox', 'add', '--file', inboxFile)
    await must('--data', at(store), 'poll')
  }
  await must('--data', at('whole'), 'backup', at('desk.backup'))
  for (const file of readdirSync(at('whole'))) if (/-(?:wal|shm)$/.test(file)) rmSync(join(at('whole'), file))
  await killOver(at('whole'), at('killed'))
  await killOver(at('other'), at('other-killed'))
  return {
    dir,
    whole: at('whole'),
    killed: at('killed'),
    otherKilled: at('other-killed'),
    backup: at('desk.backup'),
    inboxFile,
    mail: join(dir, 'mails', '1.eml'),
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 20 }),
  }
}

/** What the disk holds when the owner ends between two commits: the log is not carried out. */
async function killOver(from: string, to: string): Promise<void> {
  const open = `${to}-open`
  cpSync(from, open, { recursive: true })
  const store = openStore(open, { pid: process.pid, name: 'the one that is killed', since: 0, socket: '' })
  await store.write(async tx => {
    await tx.insertInto('organisation').values({ name: 'In the log only', created_at: 1 }).execute()
  })
  await store.blobs.put([{ sha256: 'ab'.repeat(32), bytes: new Uint8Array(10) }], 1)
  mkdirSync(to)
  for (const file of readdirSync(open))
    if (statSync(join(open, file)).isFile()) copyFileSync(join(open, file), join(to, file))
  if (!existsSync(join(to, 'desk.db-wal'))) throw new Error('The killed store has no log: it shows nothing.')
  await store.close()
}

/** A copy of a store's files in a folder that may be a mount already. */
export function placeStore(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const file of readdirSync(from)) {
    if (statSync(join(from, file)).isFile()) copyFileSync(join(from, file), join(to, file))
  }
}

/** Fills the disk that this folder is on, which must be one made for it. */
export function fillDisk(dir: string): void {
  for (let bytes = 64 * 1024; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    for (let n = 0; ; n++) {
      try {
        writeFileSync(join(dir, `fill-${bytes}-${n}`), Buffer.alloc(bytes, 1))
      } catch {
        break
      }
    }
  }
}
