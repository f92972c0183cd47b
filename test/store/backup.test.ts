import { execFileSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { sha256Of } from '../../src-main/engine/store/blobs.ts'
import { type DeskStore, openStore } from '../../src-main/engine/store/open.ts'
import { backUp } from '../../src-main/engine/upkeep/backup.ts'
import { restoreBackup } from '../../src-main/engine/upkeep/restore.ts'
import { tempFolder } from './temp-store.ts'

const us = { pid: process.pid, name: 'the tests', since: 0, socket: '' }
let folder: ReturnType<typeof tempFolder>
let dataDir: string
let store: DeskStore
const at = (...parts: string[]) => join(folder.dir, ...parts)
const back = (file: string, force = false) => backUp(store, { file, force }, 1)

beforeEach(async () => {
  folder = tempFolder()
  dataDir = at('desk')
  store = openStore(dataDir, us)
  await store.blobs.put(
    [new Uint8Array(40_000).fill(7)].map(bytes => ({ sha256: sha256Of(bytes), bytes })),
    1,
  )
})
afterEach(async () => {
  await store.close()
  folder.remove()
})

async function refusalOf(work: () => unknown): Promise<AppError> {
  try {
    await work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It was not refused.')
}

describe('a backup onto a file of the desk itself is refused, whatever it is called, also with force', () => {
  const spellings: Readonly<Record<string, () => string>> = {
    'desk.db': () => join(dataDir, 'desk.db'),
    'blobs.db': () => join(dataDir, 'blobs.db'),
    'a journal that is not there': () => join(dataDir, 'desk.db-journal'),
    'the lock': () => join(dataDir, 'lock.db'),
    'its note': () => join(dataDir, 'lock.json'),
    'the key, before there is one': () => join(dataDir, 'secret.key'),
    'by way of ..': () => `${dataDir}/../desk/desk.db`,
    'in capitals': () => join(dataDir, 'DESK.DB'),
    'a link': () => linked('link', join(dataDir, 'desk.db')),
    'a link to the folder': () => join(linked('other', dataDir), 'blobs.db'),
    'a second name of the file': () => {
      linkSync(join(dataDir, 'desk.db'), at('second'))
      return at('second')
    },
    'relative to the working folder': () => {
      const above = '../'.repeat(process.cwd().split('/').length)
      return `${above}${dataDir.slice(1)}/desk.db`
    },
  }

  it.each(Object.keys(spellings))('%s', async name => {
    const file = spellings[name]?.() ?? ''
    for (const force of [false, true]) {
      const refusal = await refusalOf(() => back(file, force))
      expect(refusal).toMatchObject({ code: 'not-allowed', field: 'file' })
      expect(refusal.message).toContain(`Name a file outside ${dataDir}.`)
    }
    expect(await store.blobs.count()).toBe(1)
    const db = new Database(join(dataDir, 'desk.db'), { readonly: true })
    expect(db.pragma('quick_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('the file of another desk, too', async () => {
    const other = openStore(at('another'), us)
    const refusal = await refusalOf(() => back(at('another', 'desk.db'), true))
    expect(refusal).toMatchObject({ code: 'not-allowed' })
    expect(refusal.message).toContain('of another one')
    await other.close()
  })
})

function linked(name: string, target: string): string {
  symlinkSync(target, at(name))
  return at(name)
}

describe('a place that is none for a backup is refused at once, in one sentence', () => {
  const places: Readonly<Record<string, readonly [place: () => string, reason: string]>> = {
    '/dev/null': [() => '/dev/null', 'is a device, not a file'],
    '/dev/full': [() => '/dev/full', 'is a device, not a file'],
    '/proc/x': [() => '/proc/x', '/proc/x cannot be made'],
    '/proc/x/y': [() => '/proc/x/y', '/proc/x cannot be made'],
    'a named pipe': [
      () => {
        execFileSync('mkfifo', [at('pipe')])
        return at('pipe')
      },
      'is a named pipe, not a file',
    ],
    'a folder': [() => folder.dir, 'is a folder, not a file'],
    'a path that ends in a slash': [() => `${at('new')}/`, 'ends as a folder does'],
    'below a file': [() => join(dataDir, 'desk.db', 'x'), 'is not a folder'],
    'below a link that leads nowhere': [() => join(linked('gone', at('nowhere')), 'x'), 'is a link that leads nowhere'],
    'a link that leads nowhere': [() => linked('gone', at('nowhere')), 'is a link that leads nowhere'],
    'a link that leads to itself': [() => linked('circle', at('circle')), 'is a link that leads back to itself'],
    'a name too long': [() => at('a'.repeat(300)), 'is longer than this disk allows'],
    'a path with a zero byte': [() => at('a\0b'), 'contains a character that no path can have'],
    nothing: [() => '', 'No path is given.'],
  }

  it.each(Object.keys(places))('%s', async name => {
    const [place, reason] = places[name] ?? [() => '', '']
    const before = readdirSync(folder.dir).length
    const file = place()
    for (const force of [false, true]) {
      const refusal = await refusalOf(() => back(file, force))
      expect(refusal).toMatchObject({ code: 'invalid-input', field: 'file' })
      expect(refusal.message).toContain(reason)
      expect(refusal.message).not.toContain('\n')
    }
    expect(readdirSync(folder.dir).length - before).toBeLessThanOrEqual(1)
  })

  it('a socket', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(at('socket'), resolve))
    expect((await refusalOf(() => back(at('socket'), true))).message).toContain('is a socket, not a file')
    await new Promise(resolve => server.close(resolve))
  })
})

describe('another file that is there', () => {
  it('stays as it is, until somebody says that it may be replaced', async () => {
    writeFileSync(at('notes'), 'mine')
    expect(await refusalOf(() => back(at('notes')))).toMatchObject({ code: 'conflict', field: 'file' })
    expect(readFileSync(at('notes'), 'utf8')).toBe('mine')
    const { sizeBytes } = await back(at('notes'), true)
    expect(statSync(at('notes'))).toMatchObject({ size: sizeBytes })
    expect(readdirSync(folder.dir).toSorted()).toEqual(['desk', 'notes'])
  })

  it('is replaced itself, never through a link', async () => {
    writeFileSync(at('notes'), 'mine')
    expect((await refusalOf(() => back(linked('link', at('notes')), true))).message).toContain('is a link')
    expect(readFileSync(at('notes'), 'utf8')).toBe('mine')
  })

  it('is still whole after a backup that failed, and nothing lies beside it', async () => {
    await back(at('copy'))
    const before = readFileSync(at('copy'))
    damage(join(dataDir, 'blobs.db'))
    expect(await refusalOf(() => back(at('copy'), true))).toMatchObject({ code: 'store-damaged' })
    expect(readFileSync(at('copy')).equals(before)).toBe(true)
    expect(readdirSync(folder.dir).toSorted()).toEqual(['copy', 'desk'])
  })
})

/** Its table is not readable any more. */
function damage(file: string): void {
  const db = new Database(file)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const { size } = statSync(file)
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(size - 4096, 0xff), 0, size - 4096, 4096)
  closeSync(opened)
}

describe('a restore', () => {
  it('of what is no whole backup is refused with nothing changed and nothing made', async () => {
    await back(at('copy'))
    writeFileSync(at('text'), 'no database\n'.repeat(100))
    writeFileSync(at('empty'), '')
    execFileSync('mkfifo', [at('pipe')])
    copyFileSync(at('copy'), at('cut'))
    truncateSync(at('cut'), statSync(at('copy')).size - 5000)
    copyFileSync(at('copy'), at('hurt'))
    damage(at('hurt'))
    const db = new Database(at('foreign'))
    db.exec('CREATE TABLE t (a); PRAGMA user_version = 10')
    db.close()
    const reasons: Readonly<Record<string, string>> = {
      text: 'is no backup of Postdesk',
      empty: 'is no backup of Postdesk',
      pipe: 'is a named pipe, not a file',
      cut: 'is cut off (',
      hurt: 'is damaged',
      foreign: 'is no backup of Postdesk',
      'desk/desk.db': 'is no backup of Postdesk',
      desk: 'is a folder, not a file',
      nowhere: 'There is no backup at',
    }
    mkdirSync(at('standing'))
    for (const [file, reason] of Object.entries(reasons)) {
      for (const target of ['fresh/deep', 'standing']) {
        const refusal = await refusalOf(() => restoreBackup(at(target), at(file), 1))
        expect(refusal.message, file).toContain(reason)
        expect(refusal.field, file).toBe('file')
      }
      expect(existsSync(at('fresh')), file).toBe(false)
      expect(readdirSync(at('standing')), file).toEqual([])
    }
  })

  it('onto a desk that is in use is refused', async () => {
    await back(at('copy'))
    expect(await refusalOf(() => restoreBackup(dataDir, at('copy'), 1))).toMatchObject({ code: 'store-locked' })
  })

  it('gives the desk back, and leaves nothing beside it or beside the backup', async () => {
    await back(at('copy'))
    restoreBackup(at('again'), at('copy'), 1)
    const again = openStore(at('again'), us)
    expect(await again.blobs.count()).toBe(1)
    await again.close()
    expect(readdirSync(at('again')).filter(name => name.startsWith('restored'))).toEqual([])
    expect(readdirSync(folder.dir).filter(name => name.startsWith('copy'))).toEqual(['copy'])
  })
})
