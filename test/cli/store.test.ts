import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import { run, runJson, tempFolder } from './command-line.ts'
import { makeMailFolder, picture, writeInboxFile } from './fixtures.ts'

const { dir, remove } = tempFolder('store')
const HOUR_MS = 3_600_000
/** The key stays with the administrator: a backup carries none. */
const how = { env: { POSTDESK_KEY: 'a key for these tests' } }
const at = (folder: string, ...words: string[]) => ['--data', join(dir, folder), ...words]
const tickets = async (folder: string) =>
  (await runJson<{ tickets: TicketDetail[] }>(at(folder, 'tickets', 'list', '--json'), how)).tickets

beforeAll(async () => {
  makeMailFolder(dir)
  await runJson(at('desk', 'inbox', 'add', '--file', writeInboxFile(dir)), how)
  await runJson(at('desk', 'poll', '--json'), how)
})
afterAll(remove)

describe('changes clean', () => {
  type Cleaned = { counted: number | null; removed: number; queries: { name: string; ms: number }[] }
  const clean = (...words: string[]) => runJson<Cleaned>(at('desk', 'changes', 'clean', ...words), how)

  beforeAll(() => {
    const db = new Database(join(dir, 'desk', 'desk.db'))
    const insert = db.prepare("INSERT INTO change (at, origin, who) VALUES (?, 'service', 'the tests')")
    const now = Date.now()
    for (let n = 0; n < 10; n++) insert.run(now - 2 * HOUR_MS)
    for (let n = 0; n < 3; n++) insert.run(now - 1000)
    db.close()
  })

  it('with limit 0 deletes nothing; --count -1 counts exactly, --count N no further than N', async () => {
    expect(await clean('--limit', '0', '--count', '-1')).toMatchObject({ counted: 10, removed: 0 })
    expect(await clean('--limit', '0', '--count', '4')).toMatchObject({ counted: 4, removed: 0 })
    expect(await clean('--limit', '0')).toMatchObject({ counted: null, removed: 0, queries: [] })
    expect(await clean('--limit', '0', '--count', '-1')).toMatchObject({ counted: 10 })
  })

  it('says to people whether there are at least so many, how many it removed, and how long each query took', async () => {
    const { stdout, stderr } = await run(at('desk', 'changes', 'clean', '--limit', '2', '--count', '5', '--debug'), how)
    expect(JSON.parse(stdout)).toMatchObject({
      counted: 5,
      removed: 2,
      queries: [{ name: 'count' }, { name: 'delete' }],
    })
    expect(stderr).toMatch(/There are at least 5 orphans\.\n2 removed\.\ncount: [\d.]+ ms\ndelete: [\d.]+ ms\n/)
    const few = await run(at('desk', 'changes', 'clean', '--limit', '0', '--count', '500'), how)
    expect(few.stderr).toContain('There are only 8 orphans.')
  })

  it('never touches what is younger than an hour, unless told otherwise, and never a change that means something', async () => {
    expect(await clean('--limit', '100')).toMatchObject({ removed: 8 })
    expect(await clean('--limit', '100', '--count', '-1')).toMatchObject({ counted: 0, removed: 0 })
    expect(await clean('--limit', '0', '--count', '-1', '--older-than', '0s')).toMatchObject({ counted: 3 })
    expect(await clean('--limit', '100', '--older-than', '0s')).toMatchObject({ removed: 3 })
    const [first] = await tickets('desk')
    expect(first?.history.length).toBeGreaterThan(0)
  })
})

describe('backup, restore, export', () => {
  const backup = () => join(dir, 'copies', 'desk.backup')

  it('a backup is one file, and says its size', async () => {
    const { sizeBytes } = await runJson<{ sizeBytes: number }>(at('desk', 'backup', backup()), how)
    expect(statSync(backup()).size).toBe(sizeBytes)
    expect(readdirSync(join(dir, 'copies'))).toEqual(['desk.backup'])
  })

  it('restored elsewhere it is the same desk, sound, with every attachment', async () => {
    const restored = await run(at('elsewhere', 'restore', backup()), how)
    expect(restored).toMatchObject({ code: 0, stdout: '' })
    expect(await tickets('elsewhere')).toEqual(await tickets('desk'))
    expect(await runJson(at('elsewhere', 'check', '--json'), how)).toMatchObject({ ok: true, messages: 5, tickets: 2 })
    // The mails are known: nothing is processed twice.
    expect(await runJson(at('elsewhere', 'poll', '--json'), how)).toMatchObject({
      inboxes: [{ seen: 5, new: 0, skipped: 5 }],
    })
  })

  it('restored over a desk, what was there stays beside it', async () => {
    const { code, stderr } = await run(at('elsewhere', 'restore', backup()), how)
    expect(code).toBe(0)
    const kept = /kept as (desk\.db\.before-restore-\S+?)\.?\s/.exec(stderr)?.[1] ?? 'nothing'
    expect(existsSync(join(dir, 'elsewhere', kept))).toBe(true)
    expect(await tickets('elsewhere')).toEqual(await tickets('desk'))
  })

  it('what is no backup is refused, and the desk stays as it was', async () => {
    const refused = await run(at('elsewhere', 'restore', join(dir, 'inbox.json')), how)
    expect({ code: refused.code, lines: refused.stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 })
    expect(await tickets('elsewhere')).toEqual(await tickets('desk'))
  })

  it('an export is open files: tickets and people as JSON, mails as they came, attachments by their hash', async () => {
    const out = join(dir, 'out')
    expect(await runJson(at('desk', 'export', out), how)).toEqual({ tickets: 2, messages: 5 })
    const [first] = await tickets('desk')
    expect(JSON.parse(readFileSync(join(out, 'tickets', 'R-000001.json'), 'utf8'))).toEqual(first)
    const mails = readdirSync(join(out, 'mails')).map(name => readFileSync(join(out, 'mails', name), 'utf8'))
    const sources = readdirSync(join(dir, 'mails')).map(name => readFileSync(join(dir, 'mails', name), 'utf8'))
    expect(mails.toSorted()).toEqual(sources.toSorted())
    const sha256 = createHash('sha256').update(picture).digest('hex')
    expect(readFileSync(join(out, 'attachments', sha256)).equals(picture)).toBe(true)
    expect(JSON.parse(readFileSync(join(out, 'persons.json'), 'utf8'))).toMatchObject([
      { addresses: ['ada@example.org'] },
    ])
  })

  it('paths are meant from where the command is given', async () => {
    const { code } = await run(at('desk', 'backup', 'here.backup'), { ...how, cwd: dir })
    expect(code).toBe(0)
    expect(existsSync(join(dir, 'here.backup'))).toBe(true)
  })
})

describe('check', () => {
  it('ends with 1 and names each fault, in JSON and for people', async () => {
    await run(at('damaged', 'restore', join(dir, 'copies', 'desk.backup')), how)
    const blobs = new Database(join(dir, 'damaged', 'blobs.db'))
    blobs.prepare('DELETE FROM blob WHERE id = (SELECT min(id) FROM blob)').run()
    blobs.close()
    const desk = new Database(join(dir, 'damaged', 'desk.db'))
    desk.prepare('UPDATE folder SET on_server = on_server + 1').run()
    desk.prepare("UPDATE message SET presence = 'action-waiting' WHERE state = 'error'").run()
    desk.close()
    const { code, stdout, stderr } = await run(at('damaged', 'check', '--json'), how)
    expect(code).toBe(1)
    const { ok, faults } = JSON.parse(stdout)
    expect(ok).toBe(false)
    const kinds = faults.map((fault: { kind: string }) => fault.kind)
    for (const kind of ['blob-missing', 'book-unbalanced', 'stray-server-action']) {
      expect(kinds).toContain(kind)
      expect(stderr).toContain(`${kind}: `)
    }
  })
})
