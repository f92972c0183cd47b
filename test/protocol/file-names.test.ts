import fs, { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FolderDesk, mailToDesk, openFolderDesk } from './folder-desk.ts'

/** What was opened. Put in place in Node itself: a worker has the sources loaded already, from the files before this one. */
const opened: string[] = []
const { open } = fs
beforeAll(() => {
  fs.open = (...args) => {
    opened.push(String(args[0]))
    return open(...args)
  }
  syncBuiltinESMExports()
})
afterAll(() => {
  fs.open = open
  syncBuiltinESMExports()
})

let desk: FolderDesk
beforeEach(async () => {
  desk = await openFolderDesk()
})
afterEach(() => desk.close())

const titled = (subject: string, from = 'ada@example.org') => mailToDesk({ subject, from })
const poll = async (id: string, actAtOnce = false) => {
  const { inboxes } = await desk.ask('inboxes.poll', { id, actAtOnce })
  expect(inboxes[0]?.failure).toBeNull()
}
const subjects = async () => (await desk.tickets()).map(ticket => ticket.title)
const write = async (path: string, raw: Uint8Array, at = new Date('2026-02-02T08:00:00Z')) => {
  await writeFile(path, raw)
  await utimes(path, at, at)
}
const opensOf = async (work: () => Promise<unknown>) => {
  opened.length = 0
  await work()
  return opened.filter(path => path.includes('.eml') || path.includes('/cur/') || path.includes('/new/'))
}

describe('a file name that is used again', () => {
  it.each(['delete', 'move'] as const)('is new mail after the %s of the first one', async email_storage => {
    const path = await desk.mailFolder()
    await mkdir(join(path, 'done'))
    const file = join(path, 'a.eml')
    await write(file, titled('The first'))
    const id = await desk.addInbox(path, { email_storage, target_folder: email_storage === 'move' ? 'done' : '' })
    await poll(id, true)
    expect(await readdir(path)).toEqual(['done'])
    await write(file, titled('The second'), new Date('2026-02-02T09:00:00Z'))
    await poll(id, true)
    expect(await subjects()).toEqual(['The first', 'The second'])
    const messages = await desk.messages(id)
    expect(messages.map(({ state, presence }) => `${state} ${presence}`)).toEqual(['processed gone', 'processed gone'])
    expect(await readdir(join(path, 'done'))).toHaveLength(email_storage === 'move' ? 2 : 0)
  })

  it('is new mail also while the action of the first one waits, which leaves it alone', async () => {
    const path = await desk.mailFolder()
    const file = join(path, 'a.eml')
    await write(file, titled('The first'))
    const id = await desk.addInbox(path, { email_storage: 'delete' })
    await poll(id)
    await write(file, titled('The second'), new Date('2026-02-02T09:00:00Z'))
    desk.advance(60_000)
    await poll(id)
    expect(await subjects()).toEqual(['The first', 'The second'])
    expect(await readdir(path)).toEqual(['a.eml'])
    desk.advance(60_000)
    await poll(id)
    expect(await readdir(path)).toEqual([])
    expect((await desk.messages(id)).map(({ presence }) => presence)).toEqual(['gone', 'gone'])
  })

  it('is new mail with the same size and time, put in its place by a rename', async () => {
    const path = await desk.mailFolder()
    const file = join(path, 'a.eml')
    await write(file, titled('Printer 1'))
    const id = await desk.addInbox(path)
    await poll(id)
    await write(join(path, 'other'), titled('Printer 2'))
    await rename(join(path, 'other'), file)
    await poll(id)
    expect(await subjects()).toEqual(['Printer 1', 'Printer 2'])
    const [first, second] = await desk.messages(id)
    expect(first).toMatchObject({ uid: 'a.eml', presence: 'gone' })
    expect(second).toMatchObject({ presence: 'on-server' })
    expect(second?.uid).toMatch(/^a\.eml\/[0-9a-f]{16}$/)
  })

  it('keeps its message when the same mail comes back under it', async () => {
    const path = await desk.mailFolder()
    const file = join(path, 'a.eml')
    await write(file, titled('The first'))
    const id = await desk.addInbox(path)
    await poll(id)
    await write(file, titled('The second'))
    await poll(id)
    await rm(file)
    await poll(id)
    await write(file, titled('The first'), new Date('2026-03-03T09:00:00Z'))
    await poll(id)
    expect(await subjects()).toEqual(['The first', 'The second'])
    expect((await desk.messages(id)).map(({ presence }) => presence)).toEqual(['on-server', 'gone'])
  })

  it('is not used again by a file that was only touched, which is read once', async () => {
    const path = await desk.mailFolder([titled('The first'), titled('The second')])
    const id = await desk.addInbox(path)
    await poll(id)
    expect(await opensOf(() => poll(id))).toEqual([])
    const [name = ''] = await readdir(path)
    await utimes(join(path, name), new Date(), new Date())
    expect(await opensOf(() => poll(id))).toEqual([join(path, name)])
    expect(await opensOf(() => poll(id))).toEqual([])
    expect(await subjects()).toHaveLength(2)
    expect(await desk.messages(id)).toHaveLength(2)
  })

  it('is one message for a mail that grows before it is read whole', async () => {
    const path = await desk.mailFolder()
    const id = await desk.addInbox(path, {}, true)
    const whole = titled('Written slowly')
    await write(join(path, 'a.eml'), whole.subarray(0, 60))
    await desk.ask('inboxes.look', { id })
    await write(join(path, 'a.eml'), whole)
    await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'all' } })
    await poll(id)
    expect(await subjects()).toEqual(['Written slowly'])
    expect(await desk.messages(id)).toMatchObject([{ uid: 'a.eml', sizeBytes: whole.length }])
  })

  it('is new mail where the first one was ignored and never read', async () => {
    const path = await desk.mailFolder()
    const file = join(path, 'a.eml')
    await write(file, titled('From before'))
    const id = await desk.addInbox(path, {}, true)
    await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'new-only' } })
    await poll(id)
    await write(file, titled('From afterwards'))
    await poll(id)
    expect(await subjects()).toEqual(['From afterwards'])
  })
})

describe('a store from before files were known by their content', () => {
  it('reads nothing again: no file is opened, no message is new', async () => {
    const mails = Array.from({ length: 100 }, (_, index) => titled(`Mail ${index}`))
    const path = await desk.mailFolder(mails)
    const id = await desk.addInbox(path)
    await poll(id)
    await desk.engine.store.write(async tx => {
      await tx.updateTable('message').set({ file_stamp: null }).execute()
    })
    const before = await desk.messages(id)
    expect(await opensOf(() => poll(id))).toEqual([])
    expect(await desk.messages(id)).toEqual(before)
    expect(await desk.tickets()).toHaveLength(100)
    // From now on they have their stamps: a file with the size and time of another one is found out.
    const [name = ''] = await readdir(path)
    await write(join(path, name), titled('Mail X'), new Date(before[0]?.receivedAt ?? 0))
    await poll(id)
    expect(await desk.tickets()).toHaveLength(101)
  })

  it('finds the mail that took a used name before the upgrade', async () => {
    const path = await desk.mailFolder([titled('The first')])
    const id = await desk.addInbox(path)
    await poll(id)
    await desk.engine.store.write(async tx => {
      await tx.updateTable('message').set({ file_stamp: null }).execute()
    })
    const [name = ''] = await readdir(path)
    await write(join(path, name), titled('The second'), new Date('2026-02-02T12:00:00Z'))
    await poll(id)
    expect(await subjects()).toEqual(['The first', 'The second'])
  })
})

describe('a Maildir', () => {
  const maildir = async () => {
    const path = await desk.mailFolder()
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(path, part))
    return path
  }

  it('shows the same mail with other flags and on its way from new to cur, without reading it again', async () => {
    const path = await maildir()
    await write(join(path, 'new', '1.host'), titled('The first'))
    const id = await desk.addInbox(path)
    await poll(id)
    await rename(join(path, 'new', '1.host'), join(path, 'cur', '1.host:2,S'))
    expect(await opensOf(() => poll(id))).toEqual([])
    await rename(join(path, 'cur', '1.host:2,S'), join(path, 'cur', '1.host:2,RS'))
    expect(await opensOf(() => poll(id))).toEqual([])
    expect(await desk.messages(id)).toMatchObject([{ uid: '1.host', presence: 'on-server' }])
  })

  it('takes a unique name that is used again as new mail', async () => {
    const path = await maildir()
    await write(join(path, 'new', '1.host'), titled('The first'))
    const id = await desk.addInbox(path, { email_storage: 'delete' })
    await poll(id)
    await rm(join(path, 'new', '1.host'))
    await write(join(path, 'cur', '1.host:2,S'), titled('The second'))
    await poll(id, true)
    expect(await subjects()).toEqual(['The first', 'The second'])
  })
})

describe('an mbox file', () => {
  it('knows its mails by their content when others are taken out and the same come back', async () => {
    const dir = await desk.mailFolder()
    const path = join(dir, 'archive.mbox')
    const first = `From x Tue Mar  4 10:00:00 2025\n${Buffer.from(titled('The first')).toString()}\n`
    const second = `From x Tue Mar  4 11:00:00 2025\n${Buffer.from(titled('The second')).toString()}\n`
    await writeFile(path, first + second)
    const id = await desk.addInbox(path)
    await poll(id)
    await writeFile(path, second)
    await poll(id)
    await writeFile(path, second + first)
    await poll(id)
    expect((await subjects()).toSorted()).toEqual(['The first', 'The second'])
    expect(await desk.messages(id)).toHaveLength(2)
    expect(await readFile(path, 'utf8')).toBe(second + first)
  })
})

it('counts what is opened', async () => {
  const path = await desk.mailFolder([titled('x')])
  expect(await opensOf(async () => (await fs.open(join(path, (await readdir(path))[0] ?? ''))).close())).toHaveLength(1)
})
