import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256Of } from '../../src-main/engine/store/blobs.ts'
import { type DeskStore, openStore, openStoreForReading } from '../../src-main/engine/store/open.ts'
import { beginsAsMail } from '../../src-main/engine/upkeep/find-raw-mails.ts'
import { sweepBlobs } from '../../src-main/engine/upkeep/sweep-blobs.ts'
import { mailOf } from '../cli/fixtures.ts'
import { type Ground, prepareDamageGround } from './damage/ground.ts'
import { runCommand } from './damage/run-command.ts'

const us = { pid: process.pid, name: 'the tests', since: 0, socket: '' }
const FAR = Date.now() + 30 * 86_400_000

let ground: Ground
beforeAll(async () => {
  ground = await prepareDamageGround()
})
afterAll(() => ground.remove())

function copyOf(store: string): string {
  const place = mkdtempSync(join(ground.dir, 'half-'))
  cpSync(store, place, { recursive: true })
  return place
}

async function run<T = Record<string, unknown>>(dir: string, ...words: string[]): Promise<T> {
  const { code, stdout, stderr } = await runCommand(['--data', dir, ...words])
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  return (stdout === '' ? {} : JSON.parse(stdout)) as T
}

async function within<T>(dir: string, work: (store: DeskStore) => Promise<T>): Promise<T> {
  const store = openStore(dir, us)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const idsOf = (dir: string) => within(dir, async store => [store.storeId(), store.blobs.storeId()])
const blobsIn = (dir: string) => within(dir, store => store.blobs.count())

/** As a Postdesk from before the ids left its files. */
function takeIdsAway(dir: string, from: readonly ('desk.db' | 'blobs.db')[] = ['desk.db', 'blobs.db']): void {
  for (const file of from) {
    const db = new Database(join(dir, file))
    if (file === 'desk.db') db.exec("DELETE FROM desk_meta WHERE key = 'store-id'")
    else db.exec('DROP TABLE blob_meta; DROP TABLE raw_mail')
    db.pragma('application_id = 0')
    db.close()
  }
}

describe('the two files of a store', () => {
  it('name each other from the first opening on, in the file itself and not only in its log', async () => {
    const dir = join(mkdtempSync(join(ground.dir, 'new-')), 'store')
    const [desk, blobs] = await idsOf(dir)
    expect(desk).toMatch(/^[0-9a-f-]{36}$/)
    expect(blobs).toBe(desk)
    const heads = ['desk.db', 'blobs.db'].map(file => readFileSync(join(dir, file)).readUInt32BE(68))
    expect(heads[0]).toBeGreaterThan(0)
    expect(heads[1]).toBe(heads[0])
    expect(readdirSync(dir).toSorted()).toEqual(['blobs.db', 'desk.db', 'lock.db'])
  })

  it('are a pair wherever both are copied to, and with an older desk.db of the same store', async () => {
    const copy = copyOf(ground.whole)
    expect(await idsOf(copy)).toEqual(await idsOf(ground.whole))
    const older = readFileSync(join(copy, 'desk.db'))
    await within(copy, store =>
      store.blobs.put([{ sha256: 'cd'.repeat(32), bytes: new Uint8Array(3), kind: 'mail' }], 1),
    )
    await within(copy, store => store.write(async tx => void (await tx.deleteFrom('index_queue').execute())))
    rmSync(join(copy, 'desk.db'))
    cpSync(join(ground.whole, 'desk.db'), join(copy, 'desk.db'))
    expect(readFileSync(join(copy, 'desk.db')).equals(older)).toBe(true)
    expect(await within(copy, store => store.blobs.has('cd'.repeat(32)))).toBe(true)
  })

  it('without ids are read as they are, and get them when they are opened for change and belong together', async () => {
    const dir = copyOf(ground.whole)
    const [id] = await idsOf(ground.whole)
    takeIdsAway(dir)
    const beside = openStoreForReading(dir)
    expect([beside.storeId(), beside.blobs.storeId(), await beside.blobs.count()]).toEqual([null, null, 6])
    await beside.close()
    const [desk, blobs] = await idsOf(dir)
    expect(desk).not.toBeNull()
    expect([desk, blobs]).not.toContain(id)
    expect(blobs).toBe(desk)
    // All five raw mails are marked, and the picture is not.
    expect(await within(dir, store => store.blobs.mails('', 10))).toHaveLength(5)
  })

  it('get the id of the other where only one has it: a desk.db or blobs.db from before', async () => {
    for (const file of ['desk.db', 'blobs.db'] as const) {
      const dir = copyOf(ground.whole)
      takeIdsAway(dir, [file])
      const [id] = await idsOf(ground.whole)
      expect(await idsOf(dir)).toEqual([id, id])
    }
  })

  it('get new ids by a restore: the files of the backed-up store are none of its halves', async () => {
    const dir = mkdtempSync(join(ground.dir, 'restored-'))
    await run(dir, 'restore', ground.backup)
    const [desk, blobs] = await idsOf(dir)
    expect(blobs).toBe(desk)
    expect(desk).not.toBe((await idsOf(ground.whole))[0])
    rmSync(join(dir, 'blobs.db'))
    cpSync(join(ground.whole, 'blobs.db'), join(dir, 'blobs.db'))
    expect(() => openStore(dir, us)).toThrow(/blobs\.db belongs to another store/)
  })
})

describe('the sweep', () => {
  it('never takes a raw mail, whoever refers to it, and takes an attachment that nobody does', async () => {
    const dir = copyOf(ground.whole)
    await within(dir, async store => {
      const bytes = new Uint8Array([1, 2, 3])
      await store.blobs.put([{ sha256: sha256Of(bytes), bytes }], 1)
      await store.write(async tx => {
        await tx.updateTable('message').set({ raw_sha256: null, raw_kind: 'none' }).execute()
      })
      expect(await sweepBlobs(store, FAR)).toBe(1)
      expect(await store.blobs.mails('', 10)).toHaveLength(5)
      const mails = (await store.blobs.mails('', 10)).map(mail => mail.sha256)
      await store.blobs.remove(mails, FAR)
      expect(await store.blobs.mails('', 10)).toHaveLength(5)
    })
  })

  it('asks the files itself whether they are a pair, and throws where they are not', async () => {
    const dir = copyOf(ground.whole)
    await within(dir, async store => {
      const bytes = new Uint8Array([1, 2, 3])
      await store.blobs.put([{ sha256: sha256Of(bytes), bytes }], 1)
      const foreign = { ...store, blobs: { ...store.blobs, storeId: () => 'another' } }
      await expect(sweepBlobs(foreign, FAR)).rejects.toMatchObject({ code: 'store-damaged' })
      const unnamed = { ...store, storeId: () => null, blobs: { ...store.blobs, storeId: () => null } }
      await expect(sweepBlobs(unnamed, FAR)).rejects.toMatchObject({ code: 'store-damaged' })
      expect(await store.blobs.has(sha256Of(bytes))).toBe(true)
    })
  })
})

type Adopted = { inboxId: string; folder: string; messages: number }
type Listed = { messages: { id: string; state: string; subject: string }[] }
const ticketsOf = async (dir: string) => (await run<{ tickets: unknown[] }>(dir, 'tickets', 'list', '--json')).tickets

describe('desk.db is lost', () => {
  it.each([
    { what: 'raw mails are marked', before: () => undefined },
    { what: 'nothing was marked yet', before: (dir: string) => takeIdsAway(dir, ['blobs.db']) },
  ])(
    'adopt offers every raw mail, and no attachment, as new; a person decides, and each has one effect ($what)',
    async ({ before }) => {
      const dir = copyOf(ground.whole)
      before(dir)
      rmSync(join(dir, 'desk.db'))
      expect(() => openStore(dir, us)).toThrow(/desk\.db is missing/)
      const adopted = await run<Adopted>(dir, 'adopt')
      expect(adopted).toMatchObject({ messages: 5 })
      expect(readdirSync(adopted.folder)).toHaveLength(5)
      expect(await blobsIn(dir)).toBe(6)

      // Polls and the sweep leave all of it as it is.
      await run(dir, 'poll', '--json')
      await within(dir, store => sweepBlobs(store, FAR))
      const { messages } = await run<Listed>(dir, 'messages', 'list', '--json')
      expect(messages.map(message => message.state)).toEqual(Array(5).fill('new'))
      expect(messages.map(message => message.subject).toSorted()).toContain('Réparer la fenêtre')
      expect(await ticketsOf(dir)).toEqual([])
      expect(await runCommand(['--data', dir, 'check', '--json'])).toMatchObject({ code: 0 })

      // One by one: the others still wait.
      const [printer] = messages.filter(({ subject }) => subject.startsWith('The printer'))
      await run(dir, 'messages', 'process', printer?.id ?? '')
      expect(await ticketsOf(dir)).toHaveLength(1)
      await run(dir, 'messages', 'process', ...messages.map(message => message.id))
      await run(dir, 'messages', 'process', ...messages.map(message => message.id)).catch(() => undefined)
      expect(await ticketsOf(dir)).toHaveLength(2)
      expect(await run(dir, 'adopt')).toEqual({ inboxId: null, folder: null, messages: 0 })
      expect(await runCommand(['--data', dir, 'check', '--json'])).toMatchObject({ code: 0 })
    },
  )

  it('adopt sets the log of the lost file aside and does not lay it over the new one', async () => {
    const dir = copyOf(ground.killed)
    rmSync(join(dir, 'desk.db'))
    const log = readFileSync(join(dir, 'desk.db-wal'))
    await run(dir, 'adopt')
    const kept = readdirSync(dir).find(name => name.startsWith('desk.db-wal.set-aside-')) ?? 'nothing'
    expect(readFileSync(join(dir, kept)).equals(log)).toBe(true)
    expect(await runCommand(['--data', dir, 'check', '--json'])).toMatchObject({ code: 0 })
  })

  it('adopt offers what an older desk.db does not know, and nothing else', async () => {
    const dir = copyOf(ground.whole)
    const raw = mailOf({ subject: 'Came after the copy', messageId: '<after@example.org>' })
    await within(dir, store => store.blobs.put([{ sha256: sha256Of(raw), bytes: raw, kind: 'mail' }], Date.now()))
    const adopted = await run<Adopted>(dir, 'adopt')
    expect(adopted.messages).toBe(1)
    const listed = await run<Listed>(dir, 'messages', 'list', '--inbox', adopted.inboxId, '--json')
    expect(listed.messages).toMatchObject([{ state: 'new', subject: 'Came after the copy' }])
  })

  it('a new desk is made without a word only where there is no mail that it could be half of', async () => {
    const dir = join(mkdtempSync(join(ground.dir, 'empty-')), 'store')
    const [id] = await idsOf(dir)
    rmSync(join(dir, 'desk.db'))
    expect(await idsOf(dir)).toEqual([id, id])
  })

  it('raw mails are told from attachments by how they begin', () => {
    expect(beginsAsMail(mailOf())).toBe(true)
    expect(beginsAsMail(Buffer.from('Subject: From nobody\r\n\r\nHello.\r\n'))).toBe(true)
    for (const other of ['%PDF-1.7\n', 'Dear Sir,\n\nFrom: me\n', 'a: 1\nb: 2\n', '', '\x89PNG\r\n']) {
      expect(beginsAsMail(Buffer.from(other, 'latin1')), other).toBe(false)
    }
  })
})

describe('blobs.db is lost', () => {
  it('a desk goes on without its raw mail where a person says so, and check names what is missing', async () => {
    const dir = copyOf(ground.whole)
    const [id] = await idsOf(dir)
    rmSync(join(dir, 'blobs.db'))
    await run(dir, 'adopt', '--without-raw-mail')
    expect(await idsOf(dir)).toEqual([id, id])
    expect(await ticketsOf(dir)).toHaveLength(2)
    const checked = await runCommand(['--data', dir, 'check', '--json'])
    expect(checked.code).toBe(1)
    expect(checked.stderr).toContain('blob-missing: The raw mail of message 1 is missing')
  })

  it('--without-raw-mail is refused where blobs.db is there, and changes nothing', async () => {
    const dir = copyOf(ground.whole)
    const refused = await runCommand(['--data', dir, 'adopt', '--without-raw-mail'])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('blobs.db is there') })
    expect(await blobsIn(dir)).toBe(6)
  })

  it('a desk that refers to no mail gets a new one, and is read without', async () => {
    const dir = join(mkdtempSync(join(ground.dir, 'empty-')), 'store')
    mkdirSync(dir)
    const [id] = await idsOf(dir)
    rmSync(join(dir, 'blobs.db'))
    expect(await ticketsOf(dir)).toEqual([])
    expect(existsSync(join(dir, 'blobs.db'))).toBe(false)
    expect(await idsOf(dir)).toEqual([id, id])
  })
})
