import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../src-main/engine/errors.ts'
import {
  type FolderListing,
  type KnownFolder,
  nothingKnown,
  type SourceSession,
} from '../../../src-main/engine/ports.ts'
import { createFolderSource } from '../../../src-main/engine/sources/folder/folder-source.ts'
import { noNotes } from '../../protocol/source-ports.ts'

const never = new AbortController().signal
let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postdesk-folder-'))
})
afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 20 }))

const open = (path = root, maxBytes?: number): Promise<SourceSession> =>
  createFolderSource({ path, ...(maxBytes === undefined ? {} : { maxBytes }) }).open(never)

/** What the caller would remember: everything listed so far that was not seen to go. */
function remember({ uidValidity, highestUid, onServer, added }: FolderListing): KnownFolder {
  const stamps = added.map(({ uid, sizeBytes, receivedAt, stamp = null }) => ({
    uid,
    sizeBytes,
    receivedAt: receivedAt ?? 0,
    stamp,
  }))
  const uids = new Set(added.map(({ uid }) => uid))
  return { ...nothingKnown, uidValidity, highestUid, onServer, uids: async () => uids, stamps: async () => stamps }
}

async function read(session: SourceSession, uids: readonly string[]): Promise<[string, string][]> {
  const all: [string, string][] = []
  for await (const { uid, raw } of session.fetch(uids, never)) all.push([uid, Buffer.from(raw).toString('latin1')])
  return all
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

const mail = (name: string): string => `Subject: ${name}\r\n\r\nbody of ${name}\r\n`
const uidsOf = (listing: FolderListing): string[] => listing.added.map(message => message.uid)

describe('any folder source', () => {
  it('names the path when there is nothing', async () => {
    const error = await refusalOf(open(join(root, 'missing')))
    expect(error).toMatchObject({ code: 'source-unreadable', field: 'path' })
    const steps = await createFolderSource({ path: join(root, 'missing') }).test(never)
    expect(steps).toMatchObject([{ name: 'folder', ok: false, field: 'path' }])
  })

  it('ends a fetch when the signal aborts', async () => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    const fetching = (await open()).fetch(['a.eml'], AbortSignal.abort())[Symbol.asyncIterator]()
    expect(await refusalOf(fetching.next())).toMatchObject({ code: 'connection-failed', retry: true })
  })

  it('takes a drive that was pulled out as an error, not as mail that has gone', async () => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    const session = await open()
    await session.list(nothingKnown)
    await rm(root, { recursive: true })
    expect(await refusalOf(read(session, ['a.eml']))).toMatchObject({ code: 'source-unreadable', field: 'path' })
    expect(await refusalOf(session.remove('a.eml'))).toMatchObject({ code: 'source-unreadable', field: 'path' })
  })
})

describe('a directory of .eml files', () => {
  it('lists the .eml files of this level with size and time, and nothing else', async () => {
    await mkdir(join(root, 'deeper'))
    await writeFile(join(root, 'deeper', 'inner.eml'), mail('inner'))
    await writeFile(join(root, 'b.EML'), mail('b'))
    await writeFile(join(root, 'a ü.eml'), mail('a'))
    await writeFile(join(root, 'notes.txt'), 'no mail')
    await writeFile(join(root, 'empty.eml'), '')
    await utimes(join(root, 'b.EML'), 1_700_000_000, 1_700_000_000)
    const listing = await (await open()).list(nothingKnown)
    expect(uidsOf(listing)).toEqual(['a ü.eml', 'b.EML'])
    expect(listing.added[1]).toMatchObject({ uid: 'b.EML', sizeBytes: mail('b').length, receivedAt: 1_700_000_000_000 })
    expect(listing.onServer).toBe(2)
  })

  it('tells what is new, what has gone and when nothing has gone', async () => {
    for (const name of ['a', 'b']) await writeFile(join(root, `${name}.eml`), mail(name))
    const session = await open()
    const first = await session.list(nothingKnown)
    expect(await session.list(remember(first))).toMatchObject({ added: [], present: 'unchanged', onServer: 2 })
    await rm(join(root, 'a.eml'))
    await writeFile(join(root, 'c.eml'), mail('c'))
    const changed = await session.list(remember(first))
    expect(uidsOf(changed)).toEqual(['c.eml'])
    expect(changed).toMatchObject({ present: new Set(['b.eml', 'c.eml']), onServer: 2 })
  })

  it('gives mails byte for byte in the order asked and leaves out what is missing or too large', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index))
    await writeFile(join(root, 'bytes.eml'), bytes)
    await writeFile(join(root, 'a.eml'), mail('a'))
    await writeFile(join(root, 'huge.eml'), 'x'.repeat(1_000))
    const session = await open(root, 999)
    expect(await read(session, ['bytes.eml', 'huge.eml', 'gone.eml', 'a.eml'])).toEqual([
      ['bytes.eml', bytes.toString('latin1')],
      ['a.eml', mail('a')],
    ])
  })

  it('gives the header block alone, cut at the limit', async () => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    const session = await open()
    expect(Buffer.from((await session.fetchHeaders('a.eml', 1_000)) ?? []).toString()).toBe('Subject: a\r\n\r\n')
    expect(await session.fetchHeaders('a.eml', 4)).toHaveLength(4)
    expect(await session.fetchHeaders('gone.eml', 4)).toBeNull()
  })

  it('removes a file once', async () => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    const session = await open()
    expect([await session.remove('a.eml'), await session.remove('a.eml')]).toEqual(['done', 'gone'])
    expect(await readdir(root)).toEqual([])
  })

  it('moves into an existing sub-directory and overwrites nothing there', async () => {
    await mkdir(join(root, 'done', '2025'), { recursive: true })
    await writeFile(join(root, 'done', '2025', 'a.eml'), 'another mail')
    await writeFile(join(root, 'a.eml'), mail('a'))
    const session = await open()
    expect(await session.move('a.eml', 'done\\2025', noNotes)).toBe('done')
    expect(await session.move('a.eml', 'done/2025', noNotes)).toBe('gone')
    expect(await readFile(join(root, 'done', '2025', 'a.eml'), 'utf8')).toBe('another mail')
    expect(await readFile(join(root, 'done', '2025', 'a-2.eml'), 'utf8')).toBe(mail('a'))
    expect(uidsOf(await session.list(nothingKnown))).toEqual([])
  })

  it('finishes a move that was interrupted between the two names', async () => {
    await mkdir(join(root, 'done'))
    await writeFile(join(root, 'a.eml'), mail('a'))
    await writeFile(join(root, 'done', 'a.eml'), mail('a'))
    expect(await (await open()).move('a.eml', 'done', noNotes)).toBe('done')
    expect(await readdir(join(root, 'done'))).toEqual(['a.eml'])
  })

  it.each(['missing', '..', '../elsewhere', '', '.', '/'])('refuses to move to %j', async target => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    const error = await refusalOf((await open()).move('a.eml', target, noNotes))
    expect(error).toMatchObject({ code: 'folder-missing', field: 'target_folder' })
    expect(await readdir(root)).toEqual(['a.eml'])
  })

  it.each(['../a.eml', '..', 'x/y.eml', '', 'the one beside it'])(
    'never leaves the directory for the uid %j',
    async named => {
      const uid = named === 'the one beside it' ? `../${basename(root)}.eml` : named
      const session = await open()
      const outside = `${root}.eml`
      await writeFile(outside, mail('outside'))
      expect(await session.remove(uid)).toBe('gone')
      expect(await session.fetchHeaders(uid, 10)).toBeNull()
      expect(await readFile(outside, 'utf8')).toBe(mail('outside'))
      await rm(outside)
    },
  )

  it('tells every step of the test', async () => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    const source = createFolderSource({ path: root })
    expect((await source.test(never)).map(({ name, ok }) => [name, ok])).toEqual([
      ['folder', true],
      ['read', true],
      ['permission', true],
    ])
  })

  it.skipIf(process.getuid?.() === 0)('says when nothing may be changed (skipped for root, who may)', async () => {
    await chmod(root, 0o500)
    expect((await createFolderSource({ path: root }).test(never)).at(-1)).toMatchObject({
      name: 'permission',
      ok: false,
      field: 'path',
    })
    await chmod(root, 0o700)
  })
})

describe('a Maildir', () => {
  beforeEach(async () => {
    for (const part of ['cur', 'new', 'tmp', '.Done/cur', '.Done/new', '.Done/tmp']) {
      await mkdir(join(root, part), { recursive: true })
    }
  })

  it('lists new and cur, not tmp, and names mails without their flags', async () => {
    await writeFile(join(root, 'cur', '1700000001.M1P1.host,S=9:2,FS'), mail('seen'))
    await writeFile(join(root, 'new', '1700000000.M2P2.host'), mail('new'))
    await writeFile(join(root, 'tmp', '1700000002.M3P3.host'), mail('half'))
    await writeFile(join(root, 'cur', '.hidden'), 'no mail')
    const listing = await (await open()).list(nothingKnown)
    expect(uidsOf(listing)).toEqual(['1700000000.M2P2.host', '1700000001.M1P1.host,S=9'])
  })

  it('keeps the uid of a mail that another program has read and moved from new to cur', async () => {
    await writeFile(join(root, 'new', '1.host'), mail('one'))
    const session = await open()
    const first = await session.list(nothingKnown)
    await rename(join(root, 'new', '1.host'), join(root, 'cur', '1.host:2,S'))
    expect(await read(session, ['1.host'])).toEqual([['1.host', mail('one')]])
    expect(await session.list(remember(first))).toMatchObject({ added: [], present: 'unchanged' })
    await rename(join(root, 'cur', '1.host:2,S'), join(root, 'cur', '1.host:2,RS'))
    expect(await session.remove('1.host')).toBe('done')
    expect(await session.remove('1.host')).toBe('gone')
  })

  it('moves into a Maildir++ folder with the flags', async () => {
    await writeFile(join(root, 'cur', '1.host:2,S'), mail('one'))
    const session = await open()
    expect(await session.move('1.host', 'Done', noNotes)).toBe('done')
    expect(await session.move('1.host', 'Done', noNotes)).toBe('gone')
    expect(await readdir(join(root, '.Done', 'cur'))).toEqual(['1.host:2,S'])
    expect(await refusalOf(session.move('1.host', 'Nowhere', noNotes))).toMatchObject({
      code: 'folder-missing',
      field: 'target_folder',
    })
  })
})

describe('an mbox file', () => {
  const first = 'From: ada@example.org\nSubject: one\n\nHello\n'
  const second = 'Subject: two\n\nFrom now on it is quiet.\n\nFrom here to there\n>From quoted\n\nend\n'
  const third = 'Subject: three\r\n\r\nWindows\r\n'
  const text = [
    'From ada@example.org Tue Mar  4 10:00:00 2025\n',
    first,
    '\nFrom - Tue Mar  4 11:00:00 2025\n',
    second.replace('>From quoted', '>>From quoted'),
    '\nFrom 123@xxx Tue Mar 04 12:00:00 +0100 2025\r\n',
    third,
    '\r\nFrom ada@example.org Tue Mar  4 10:00:00 2025\n',
    first,
  ].join('')
  let path: string

  beforeEach(async () => {
    path = join(root, 'archive.mbox')
    await writeFile(path, text)
  })

  it('takes the mails apart, un-escapes their lines and dates them by their From line', async () => {
    const session = await open(path)
    const listing = await session.list(nothingKnown)
    const mails = await read(session, uidsOf(listing))
    expect(mails.map(([, raw]) => raw)).toEqual([first, second, third, first])
    expect(listing.added.map(message => message.sizeBytes)).toEqual(mails.map(([, raw]) => raw.length))
    const at = (hour: number) => Date.UTC(2025, 2, 4, hour)
    expect(listing.added.map(message => message.receivedAt)).toEqual([at(10), at(11), at(11), at(10)])
  })

  it('gives equal mails different uids, which stay when mails before them are taken out', async () => {
    const before = await (await open(path)).list(nothingKnown)
    expect(new Set(uidsOf(before)).size).toBe(4)
    await writeFile(path, text.slice(text.indexOf('From - ')))
    const after = await (await open(path)).list(nothingKnown)
    expect(uidsOf(before)).toEqual(expect.arrayContaining(uidsOf(after)))
    expect(after.onServer).toBe(3)
  })

  it('sees what is appended', async () => {
    const source = createFolderSource({ path })
    const listing = await (await source.open(never)).list(nothingKnown)
    await writeFile(path, `${text}\nFrom x Tue Mar  4 13:00:00 2025\nSubject: four\n\nnew\n`)
    const next = await (await source.open(never)).list(remember(listing))
    expect(next).toMatchObject({
      present: 'unchanged',
      onServer: 5,
      added: [{ sizeBytes: 'Subject: four\n\nnew\n'.length }],
    })
  })

  it('streams lines and mails that are longer than a piece', async () => {
    const long = `Subject: long\n\n${'a'.repeat(700_000)}From x Tue Mar  4 13:00:00 2025\n${'b\n'.repeat(300_000)}`
    await writeFile(path, `From x Tue Mar  4 13:00:00 2025\n${long}\n${text}`)
    const session = await open(path)
    const listing = await session.list(nothingKnown)
    expect(listing.onServer).toBe(5)
    expect((await read(session, uidsOf(listing)))[0]?.[1] === long).toBe(true)
  })

  it('is only read', async () => {
    const session = await open(path)
    const [uid = ''] = uidsOf(await session.list(nothingKnown))
    for (const work of [session.remove(uid), session.move(uid, 'x', noNotes)]) {
      expect(await refusalOf(work)).toMatchObject({ code: 'not-allowed', field: 'path' })
    }
    expect(await readFile(path, 'utf8')).toBe(text)
  })

  it('refuses a file that is no mbox', async () => {
    await writeFile(path, 'Subject: just one mail\n\ntext\n')
    expect(await refusalOf((await open(path)).list(nothingKnown))).toMatchObject({
      code: 'source-unreadable',
      field: 'path',
    })
  })
})
