import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { answerFirstLook } from '../../src-main/engine/poll/inboxes/first-look.ts'
import type { MailSource } from '../../src-main/engine/ports.ts'
import type { FirstLook } from '../../src-preload/contract/entities/inbox.ts'
import { longestTurnMs } from '../store/cpu-time.ts'
import { type FolderDesk, mailToDesk, openFolderDesk } from './folder-desk.ts'

let desk: FolderDesk
beforeAll(async () => {
  desk = await openFolderDesk()
})
afterAll(() => desk?.close())

const NOON = Date.parse('2026-02-02T12:00:00Z')
const MINUTE = 60_000
let mails = 0
/** So many different mails. */
const some = (count: number) =>
  Array.from({ length: count }, () => {
    mails += 1
    return mailToDesk({ subject: `Request ${mails}`, messageId: `<request-${mails}@example.org>` })
  })
const countsOf = async (id: string) => (await desk.ask('inboxes.get', { id })).counts
/** A pass that was started in the background takes its time on a busy machine. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000 })
const waits = async (id: string) => (await desk.ask('inboxes.get', { id })).awaitsFirstLook

async function newInbox(count: number): Promise<{ readonly id: string; readonly path: string }> {
  const path = await desk.mailFolder(some(count), NOON)
  return { path, id: await desk.addInbox(path, {}, true) }
}

describe('a mailbox that is new to the desk', () => {
  it('waits: passes list it and take up nothing, also by hand', async () => {
    const { id } = await newInbox(3)
    expect(await waits(id)).toBe(true)
    expect((await desk.ask('inboxes.list', {})).find(inbox => inbox.id === id)).toMatchObject({ awaitsFirstLook: true })
    const { inboxes } = await desk.ask('inboxes.poll', { id })
    expect(inboxes).toMatchObject([{ seen: 3, new: 0, created: 0, failure: null }])
    expect(await countsOf(id)).toMatchObject({ new: 3, processed: 0 })
    expect((await desk.messages(id)).map(message => message.raw)).toEqual(['none', 'none', 'none'])
  })

  it('is looked into: what lies there, and how much of it since a time', async () => {
    const { id, path } = await newInbox(4)
    expect(await desk.ask('inboxes.look', { id })).toEqual({
      total: 4,
      oldestAt: NOON,
      newestAt: NOON + 3 * MINUTE,
      since: null,
      isNew: true,
    })
    await desk.deliver(path, some(1), NOON + 60 * MINUTE)
    expect(await desk.ask('inboxes.look', { id, since: NOON + 2 * MINUTE })).toMatchObject({ total: 5, since: 3 })
    expect(await countsOf(id)).toMatchObject({ new: 5, processed: 0 })
    const empty = await newInbox(0)
    expect(await desk.ask('inboxes.look', { id: empty.id, since: NOON })).toEqual({
      total: 0,
      oldestAt: null,
      newestAt: null,
      since: 0,
      isNew: true,
    })
  })

  it('is looked into before it is saved, and nothing of that is stored', async () => {
    const path = await desk.mailFolder(some(3), NOON)
    const config = { name: 'Typed', protocol: 'folder', path } as const
    const known = async () => (await desk.engine.store.reads.selectFrom('folder').selectAll().execute()).length
    const before = await known()
    expect(await desk.ask('inboxes.look', { config, since: NOON + MINUTE })).toEqual({
      total: 3,
      oldestAt: NOON,
      newestAt: NOON + 2 * MINUTE,
      since: 2,
      isNew: true,
    })
    expect(await known()).toBe(before)
    expect((await desk.ask('inboxes.list', {})).map(({ name }) => name)).not.toContain('Typed')
    const gone = { ...config, path: '/nowhere/at/all' }
    expect(await desk.refusal('inboxes.look', { config: gone })).toMatchObject({ field: 'path' })
    expect(await desk.refusal('inboxes.look', {})).toMatchObject({ code: 'invalid-input' })
  })

  it('that was processed here before is said to be known: nobody has to be asked', async () => {
    const path = await desk.mailFolder(some(2), NOON)
    const id = await desk.addInbox(path)
    await desk.ask('inboxes.poll', { id })
    await desk.ask('inboxes.remove', { id })
    const config = { name: 'Again', protocol: 'folder', path } as const
    expect(await desk.ask('inboxes.look', { config })).toMatchObject({ total: 2, isNew: false })
  })

  it('all: everything is taken, at once', async () => {
    const { id } = await newInbox(3)
    expect(await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'all' } })).toEqual({ ignored: 0 })
    expect(await waits(id)).toBe(false)
    await eventually(async () => expect(await countsOf(id)).toMatchObject({ new: 0, processed: 3 }))
  })

  it('since: older mail becomes ignored, with a reason that says so; the rest is taken', async () => {
    const { id } = await newInbox(5)
    const since = NOON + 2 * MINUTE
    expect(await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'since', since } })).toEqual({ ignored: 2 })
    await eventually(async () => expect(await countsOf(id)).toMatchObject({ new: 0, processed: 3, ignored: 2 }))
    const [oldest] = await desk.messages(id)
    expect(oldest).toMatchObject({ state: 'ignored', raw: 'none', processedAt: null })
    expect(oldest?.reason).toMatch(/^It was in the mailbox before: .* received since 2026-02-0\d \d\d:\d\d\.$/)
    const { rows } = await desk.ask('messages.list', { inboxId: id })
    const row = await desk.engine.store.reads
      .selectFrom('message')
      .select('reason_code')
      .where('id', '=', Number(rows.at(-1)?.id))
      .executeTakeFirst()
    expect(row?.reason_code).toBe('before-first-look')
  })

  it('new-only: everything that lies there becomes ignored, what comes later is taken', async () => {
    const { id, path } = await newInbox(3)
    expect(await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'new-only' } })).toEqual({ ignored: 3 })
    await desk.deliver(path, some(1), NOON - 60 * MINUTE)
    await desk.ask('inboxes.poll', { id })
    expect(await countsOf(id)).toMatchObject({ new: 0, processed: 1, ignored: 3 })
  })

  it('waits again when it was removed and added before anybody answered', async () => {
    const { id, path } = await newInbox(2)
    await desk.ask('inboxes.look', { id })
    await desk.ask('inboxes.remove', { id })
    const again = await desk.addInbox(path, {}, true)
    expect(await waits(again)).toBe(true)
    await desk.ask('inboxes.answerFirstLook', { id: again, choice: { take: 'new-only' } })
    await desk.ask('inboxes.remove', { id: again })
    expect(await waits(await desk.addInbox(path, {}, true))).toBe(false)
  })

  it('keeps waiting through a change of its settings, and asks again for another mailbox', async () => {
    const { id } = await newInbox(2)
    const { config } = await desk.ask('inboxes.get', { id })
    await desk.ask('inboxes.save', { id, config: { ...config, name: 'Renamed' } })
    expect(await waits(id)).toBe(true)
    await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'all' } })
    await desk.ask('inboxes.save', { id, config: { ...config, name: 'Renamed again' }, askFirst: true })
    expect(await waits(id)).toBe(false)
    const path = await desk.mailFolder(some(1))
    await desk.ask('inboxes.save', { id, config: { ...config, path }, askFirst: true })
    expect(await waits(id)).toBe(true)
  })

  it('is taken as ever where nobody asks: by the command line, and the sample mailbox', async () => {
    const id = await desk.addInbox(await desk.mailFolder(some(2)))
    expect(await waits(id)).toBe(false)
    await desk.ask('inboxes.poll', { id })
    expect(await countsOf(id)).toMatchObject({ processed: 2 })
  })

  it('an inactive one is answered without starting it', async () => {
    const id = await desk.addInbox(await desk.mailFolder(some(2)), { active: false }, true)
    await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'all' } })
    expect(await countsOf(id)).toMatchObject({ new: 0, processed: 0 })
    await desk.ask('inboxes.poll', { id })
    expect(await countsOf(id)).toMatchObject({ processed: 2 })
  })

  it('cannot be answered twice, nor when it cannot be listed', async () => {
    const { id } = await newInbox(1)
    await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'new-only' } })
    const choice = { take: 'all' } as const
    expect(await desk.refusal('inboxes.answerFirstLook', { id, choice })).toMatchObject({ code: 'conflict' })
    const gone = await desk.addInbox('/nowhere/at/all', {}, true)
    expect(await desk.refusal('inboxes.look', { id: gone })).toMatchObject({ code: 'source-unreadable', field: 'path' })
    const newOnly = { id: gone, choice: { take: 'new-only' } }
    expect(await desk.refusal('inboxes.answerFirstLook', newOnly)).toMatchObject({ code: 'source-unreadable' })
    expect(await waits(gone)).toBe(true)
  })
})

describe('a first look at 100,000 messages', () => {
  const listed = Array.from({ length: 100_000 }, (_, index) => ({
    uid: String(index + 1),
    sizeBytes: 4000,
    receivedAt: NOON + index * 1000,
  }))
  /** A server with that many: only the listing is asked of it. */
  const crowdedMailbox: MailSource = {
    async open() {
      const refuse = () => {
        throw new Error('A look only lists.')
      }
      return {
        async list() {
          return {
            uidValidity: '1',
            added: listed,
            present: 'unchanged',
            highestUid: '100000',
            onServer: listed.length,
          }
        },
        fetch: refuse,
        fetchHeaders: refuse,
        remove: refuse,
        move: refuse,
        async close() {},
      }
    },
    async test() {
      return []
    },
  }

  it('lists and answers in slices: nobody waits long meanwhile', async () => {
    const id = await desk.addInbox(await desk.mailFolder(), { active: false }, true)
    const { sourceFor } = desk.engine
    Object.assign(desk.engine, { sourceFor: () => crowdedMailbox })
    const since = NOON + 90_000 * 1000
    let look: FirstLook | undefined
    let ignored: number | undefined
    const longestMs = await longestTurnMs(async () => {
      look = await desk.ask('inboxes.look', { id, since })
      ignored = (await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'since', since } })).ignored
    })
    Object.assign(desk.engine, { sourceFor })
    expect(look).toEqual({ total: 100_000, oldestAt: NOON, newestAt: NOON + 99_999_000, since: 10_000, isNew: true })
    expect(ignored).toBe(90_000)
    expect(await countsOf(id)).toMatchObject({ new: 10_000, ignored: 90_000 })
    // Slices take some 20 ms, counting what was listed some 50.
    expect(longestMs).toBeLessThan(250)
  })

  it('may be answered otherwise after an answer that was interrupted', async () => {
    const { id } = await newInbox(6)
    await desk.ask('inboxes.look', { id })
    const stopped = AbortSignal.abort(new Error('closed'))
    const rowId = Number(id)
    await expect(answerFirstLook(desk.engine, rowId, { take: 'new-only' }, stopped)).rejects.toThrow('closed')
    expect(await waits(id)).toBe(true)
    await desk.engine.store.write(async tx => {
      const some = { state: 'ignored', reason_code: 'before-first-look' } as const
      await tx.updateTable('message').set(some).where('inbox_id', '=', rowId).execute()
    })
    const choice = { take: 'since', since: NOON + 4 * MINUTE } as const
    await desk.ask('inboxes.answerFirstLook', { id, choice })
    await eventually(async () => expect(await countsOf(id)).toMatchObject({ new: 0, processed: 2, ignored: 4 }))
  })
})
