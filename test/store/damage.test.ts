import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../src-main/engine/store/open.ts'
import { mailOf } from '../cli/fixtures.ts'
import { createRandom } from '../fixtures/seeded-random.ts'
import { commands } from './damage/commands.ts'
import { damages } from './damage/damages.ts'
import { type Ground, placeStore, prepareDamageGround } from './damage/ground.ts'
import { canMount, mountSmallDisk, mountsOrWhy } from './damage/mounts.ts'
import { runCommand } from './damage/run-command.ts'
import { filesIn, tryDamage, wrongFiles } from './damage/try-damage.ts'
import { tryOnFullDisk, tryReadOnly } from './damage/try-disk.ts'

/** `npm run soak -- --only damage` tries every command with every damage; here each damage has one, and `check`. */
const SEED = 7

let ground: Ground
beforeAll(async () => {
  ground = await prepareDamageGround()
})
afterAll(() => ground.remove())

const random = createRandom(SEED)
const drawn = damages.map(damage => ({ damage, name: damage.name, command: random.pick(commands) }))
const named = (name: string) => commands.find(command => command.name.startsWith(name)) ?? expect.fail(name)

describe('a damaged store is refused in one line that names the file and the remedy, and nothing is written', () => {
  it.each(drawn)('$name', async ({ damage, command }) => {
    expect(await tryDamage(ground, damage, command), command.name).toEqual([])
    expect(await tryDamage(ground, damage, named('check'))).toEqual([])
  })

  it('a store that was never locked here has no lock after the refusal, and one that is in use is said to be in use', async () => {
    const place = mkdtempSync(join(ground.dir, 'lock-'))
    placeStore(ground.whole, place)
    rmSync(join(place, 'lock.db'))
    writeFileSync(join(place, 'desk.db'), '')
    const before = filesIn(place)
    expect((await runCommand(['--data', place, 'poll'])).stderr).toContain('desk.db is empty')
    expect(wrongFiles(before, filesIn(place))).toEqual([])

    const used = mkdtempSync(join(ground.dir, 'used-'))
    cpSync(ground.whole, used, { recursive: true })
    const store = openStore(used, { pid: process.pid, name: 'the tests', since: 0, socket: '' })
    expect((await runCommand(['--data', used, 'poll'])).stderr).toContain(`in use by the tests (pid ${process.pid})`)
    expect(await runCommand(['--data', used, 'tickets', 'list', '--json'])).toMatchObject({ code: 0, stderr: '' })
    await store.close()
  })

  it('a lock file that is damaged is said to be one that can be deleted', async () => {
    const place = mkdtempSync(join(ground.dir, 'lock-'))
    placeStore(ground.whole, place)
    writeFileSync(join(place, 'lock.db'), 'no database'.repeat(500))
    const { code, stderr } = await runCommand(['--data', place, 'poll'])
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/lock\.db is damaged\. .*delete it/) })
  })

  it('a store of an older Postdesk is not read before it was brought up to date, and says how', async () => {
    const place = mkdtempSync(join(ground.dir, 'older-'))
    placeStore(ground.whole, place)
    const { default: Database } = await import('better-sqlite3')
    const db = new Database(join(place, 'desk.db'))
    db.pragma('user_version = 54')
    db.close()
    const { code, stderr } = await runCommand(['--data', place, 'tickets', 'list'])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/desk\.db has schema 54.*postdesk serve/),
    })
  })
})

describe('restore is the way out', () => {
  it.each(['desk.db is missing', 'blobs.db is missing', 'desk.db is empty', 'blobs.db lost its head'])(
    'where %s: what was there stays beside it',
    async name => {
      const damage = damages.find(each => each.name === name) ?? expect.fail(name)
      const place = mkdtempSync(join(ground.dir, 'restored-'))
      placeStore(ground.killed, place)
      for (const part of ['-wal', '-shm']) rmSync(join(place, `desk.db${part}`))
      damage.apply(place, ground)
      const kept = [...filesIn(place)]
        .filter(([file]) => /^(?:desk|blobs)\.db(?:-wal)?$/.test(file))
        .map(([, hash]) => hash)
      expect(await runCommand(['--data', place, 'restore', ground.backup])).toMatchObject({ code: 0 })
      expect([...filesIn(place).values()]).toEqual(expect.arrayContaining(kept))
      expect(await runCommand(['--data', place, 'check', '--json'])).toMatchObject({ code: 0 })
    },
  )
})

describe('where nothing can be written', () => {
  const some = ['poll', 'inbox add', 'tickets list', 'check'].map(name => ({ name }))

  it.skipIf(!canMount).each(some)(`a full disk is said to be full (${mountsOrWhy}): $name`, async ({ name }) => {
    expect(await tryOnFullDisk(ground, named(name))).toEqual([])
  })

  it.skipIf(!canMount)(
    `below 500 MB a poll keeps nothing, leaves mail where it is, and says why (${mountsOrWhy})`,
    async () => {
      const place = join(mkdtempSync(join(ground.dir, 'disk-')), 'store')
      const unmount = mountSmallDisk(place, 16)
      try {
        placeStore(ground.whole, place)
        const mail = join(ground.dir, 'mails', 'late.eml')
        writeFileSync(mail, mailOf({ subject: 'Late', messageId: '<late@example.org>' }))
        const { code, stderr } = await runCommand(['--data', place, 'poll', '--json'])
        expect({ code, stderr }).toEqual({
          code: 1,
          stderr: expect.stringMatching(/inbox 1: Less than 500 MB are free/),
        })
        expect(existsSync(mail)).toBe(true)
        rmSync(mail)
        const { stdout } = await runCommand(['--data', place, 'messages', 'list', '--json'])
        const late = JSON.parse(stdout).messages.find((message: { state: string }) => message.state === 'new')
        expect((await runCommand(['--data', place, 'messages', 'eml', late.id])).code).toBe(1)
        expect(JSON.parse((await runCommand(['--data', place, 'check', '--json'])).stdout)).toMatchObject({ blobs: 6 })
      } finally {
        unmount()
      }
    },
  )

  it.skipIf(!canMount).each(some)(
    `a folder that is read-only is said to be (${mountsOrWhy}): $name`,
    async ({ name }) => {
      expect(await tryReadOnly(ground, named(name))).toEqual([])
    },
  )
})
