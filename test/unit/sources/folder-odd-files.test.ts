import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nothingKnown, type SourceSession } from '../../../src-main/engine/ports.ts'
import { createFolderSource } from '../../../src-main/engine/sources/folder/folder-source.ts'
import { whyUnreadable } from '../../../src-main/engine/sources/folder/look-at-file.ts'
import { sha256Of } from '../../../src-main/engine/store/blobs.ts'
import { noNotes } from '../../protocol/source-ports.ts'

const never = new AbortController().signal
let outside: string
let root: string
beforeEach(async () => {
  outside = await mkdtemp(join(await realpath(tmpdir()), 'postdesk-odd-'))
  root = join(outside, 'mails')
  await mkdir(root)
})
afterEach(() => rm(outside, { recursive: true, force: true, maxRetries: 20 }))

const mail = (name: string): string => `Subject: ${name}\r\n\r\nbody of ${name}\r\n`
const open = (followLinks = false): Promise<SourceSession> =>
  createFolderSource({ path: root, followLinks }).open(never)

/** What is read, and why the rest was left out. */
async function readAll(session: SourceSession, uids: readonly string[]): Promise<Record<string, string | null>> {
  const all: Record<string, string | null> = {}
  const leftOut = new Map<string, string>()
  const fetched = session.fetch(uids, never, one => leftOut.set(one.uid, one.why))
  for await (const { uid, raw } of fetched) all[uid] = Buffer.from(raw).toString('latin1')
  for (const uid of uids) all[uid] ??= leftOut.get(uid) ?? null
  return all
}

/** Each file that is listed, with its reason or its mail. */
async function contents(followLinks = false): Promise<Record<string, string | null>> {
  const session = await open(followLinks)
  const { added } = await session.list(nothingKnown)
  return readAll(
    session,
    added.map(({ uid }) => uid),
  )
}

describe('files that are no mail', () => {
  it('have a row with their reason, and the others are read', async () => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    await mkdir(join(root, 'folder.eml'))
    execFileSync('mkfifo', [join(root, 'pipe.eml')])
    const server = createServer().listen(join(root, 'socket.eml'))
    await new Promise(resolve => server.once('listening', resolve))
    await symlink('nowhere', join(root, 'dangling.eml'))
    await symlink('loop.eml', join(root, 'loop.eml'))
    await symlink('/dev/zero', join(root, 'device.eml'))
    await writeFile(join(root, 'z.eml'), mail('z'))
    const all = await contents(true)
    server.close()
    expect(all).toEqual({
      'a.eml': mail('a'),
      'folder.eml': expect.stringContaining('It is a folder'),
      'pipe.eml': expect.stringContaining('It is a pipe'),
      'socket.eml': expect.stringContaining('It is a socket'),
      'dangling.eml': expect.stringContaining('does not exist'),
      'loop.eml': expect.stringContaining('leads back to itself'),
      'device.eml': expect.stringContaining('It is a device'),
      'z.eml': mail('z'),
    })
  })

  it('tell in words why the file system refuses them', () => {
    const refused = (code: string) => whyUnreadable(Object.assign(new Error(code), { code }))
    expect(refused('EACCES')).toContain('may not read this file')
    expect(refused('EIO')).toBe('The file cannot be read (EIO). It is tried again at the next check.')
  })

  it('are left out when they became a pipe between the listing and the reading, and nobody waits for it', async () => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    await writeFile(join(root, 'b.eml'), mail('b'))
    const session = await open()
    await session.list(nothingKnown)
    await rm(join(root, 'a.eml'))
    execFileSync('mkfifo', [join(root, 'a.eml')])
    expect(await readAll(session, ['a.eml', 'b.eml'])).toEqual({
      'a.eml': expect.stringContaining('changed while it was being read'),
      'b.eml': mail('b'),
    })
  })

  it('are left out when they were removed or overwritten between the listing and the reading', async () => {
    for (const name of ['a', 'b', 'c']) await writeFile(join(root, `${name}.eml`), mail(name))
    const session = await open()
    await session.list(nothingKnown)
    await rm(join(root, 'a.eml'))
    await writeFile(join(root, 'b.eml'), mail('another'))
    expect(await readAll(session, ['a.eml', 'b.eml', 'c.eml'])).toEqual({
      'a.eml': null,
      'b.eml': expect.stringContaining('changed while it was being read'),
      'c.eml': mail('c'),
    })
  })
})

describe('a file of 3 GiB', () => {
  it('has its size and its headers, at the cost of these alone, and is never read whole', async () => {
    await writeFile(join(root, 'big.eml'), mail('big'))
    await truncate(join(root, 'big.eml'), 3 * 1024 ** 3)
    await writeFile(join(root, 'small.eml'), mail('small'))
    const session = await open()
    const { added } = await session.list(nothingKnown)
    expect(added.map(({ uid, sizeBytes }) => [uid, sizeBytes])).toEqual([
      ['big.eml', 3 * 1024 ** 3],
      ['small.eml', mail('small').length],
    ])
    expect(Buffer.from((await session.fetchHeaders('big.eml', 1_000)) ?? []).toString()).toBe('Subject: big\r\n\r\n')
    expect(await readAll(session, ['big.eml', 'small.eml'])).toEqual({
      'big.eml': expect.stringContaining('too big to be read: 3072 MB'),
      'small.eml': mail('small'),
    })
  })
})

describe('a name that is not UTF-8', () => {
  const bytes = (text: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(text, 'latin1')])

  it('has its uid, and is found again by its bytes', async () => {
    await writeFile(bytes('caf\xe9 100%.eml'), mail('one'))
    await writeFile(bytes('caf\xe8 100%.eml'), mail('two'))
    await writeFile(join(root, 'café 100%.eml'), mail('three'))
    await mkdir(join(root, 'done'))
    expect(await contents()).toEqual({
      '/caf%E9%20100%25.eml': mail('one'),
      '/caf%E8%20100%25.eml': mail('two'),
      'café 100%.eml': mail('three'),
    })
    const session = await open()
    expect(await session.remove('/caf%E9%20100%25.eml', sha256Of(Buffer.from(mail('one'))))).toBe('done')
    expect(await session.move('/caf%E8%20100%25.eml', 'done', noNotes, sha256Of(Buffer.from(mail('two'))))).toBe('done')
    expect((await readdir(root)).toSorted()).toEqual(['café 100%.eml', 'done'])
    const moved = await readdir(join(root, 'done'), { encoding: 'buffer' })
    expect(moved.map(name => name.toString('latin1'))).toEqual(['caf\xe8 100%.eml'])
  })
})

describe('links', () => {
  beforeEach(async () => {
    await writeFile(join(outside, 'secret.txt'), mail('secret'))
    await mkdir(join(root, 'deeper'))
    await writeFile(join(root, 'deeper', 'inner.eml'), mail('inner'))
    await symlink('../secret.txt', join(root, 'out.eml'))
    await symlink('deeper/inner.eml', join(root, 'in.eml'))
  })

  it('that lead outside of the folder are not followed', async () => {
    expect(await contents()).toEqual({
      'in.eml': mail('inner'),
      'out.eml': expect.stringContaining('leads outside of the folder'),
    })
  })

  it('are followed where the inbox says so', async () => {
    expect(await contents(true)).toEqual({ 'in.eml': mail('inner'), 'out.eml': mail('secret') })
  })

  it('that took the place of a file since it was listed are not followed', async () => {
    await writeFile(join(root, 'a.eml'), mail('a'))
    const session = await open()
    await session.list(nothingKnown)
    await rm(join(root, 'a.eml'))
    await symlink('../secret.txt', join(root, 'a.eml'))
    expect(await readAll(session, ['a.eml'])).toEqual({ 'a.eml': expect.stringContaining('became a link') })
  })

  it('are removed themselves, and moved as the mail that they lead to', async () => {
    await mkdir(join(root, 'done'))
    const session = await open(true)
    await session.list(nothingKnown)
    expect(await session.move('out.eml', 'done', noNotes, sha256Of(Buffer.from(mail('secret'))))).toBe('done')
    expect(await session.remove('in.eml', sha256Of(Buffer.from(mail('inner'))))).toBe('done')
    expect(await readFile(join(root, 'done', 'out.eml'), 'utf8')).toBe(mail('secret'))
    expect(await readFile(join(outside, 'secret.txt'), 'utf8')).toBe(mail('secret'))
    expect((await readdir(root)).toSorted()).toEqual(['deeper', 'done'])
  })
})

describe('what is done on the disk', () => {
  const first = sha256Of(Buffer.from(mail('first')))

  it.each(['remove', 'move'] as const)('%s leaves another file alone that took the name', async kind => {
    await mkdir(join(root, 'done'))
    await writeFile(join(root, 'a.eml'), mail('first'))
    const session = await open()
    await session.list(nothingKnown)
    await writeFile(join(root, 'a.eml'), mail('other'))
    const outcome = kind === 'remove' ? session.remove('a.eml', first) : session.move('a.eml', 'done', noNotes, first)
    expect(await outcome).toBe('gone')
    expect(await readFile(join(root, 'a.eml'), 'utf8')).toBe(mail('other'))
    expect(await readdir(join(root, 'done'))).toEqual([])
  })

  it('never overwrites or opens what has the name in the target, be it another mail, a pipe or a folder', async () => {
    await mkdir(join(root, 'done'))
    await writeFile(join(root, 'a.eml'), mail('first'))
    execFileSync('mkfifo', [join(root, 'done', 'a.eml')])
    await mkdir(join(root, 'done', 'a-2.eml'))
    await writeFile(join(root, 'done', 'a-3.eml'), mail('other'))
    const session = await open()
    expect(await session.move('a.eml', 'done', noNotes, first)).toBe('done')
    expect((await readdir(join(root, 'done'))).toSorted()).toEqual(['a-2.eml', 'a-3.eml', 'a-4.eml', 'a.eml'])
    expect(await readFile(join(root, 'done', 'a-3.eml'), 'utf8')).toBe(mail('other'))
    expect(await readFile(join(root, 'done', 'a-4.eml'), 'utf8')).toBe(mail('first'))
  })

  it('takes only the old name away where the target holds the same mail already', async () => {
    await mkdir(join(root, 'done'))
    for (const place of ['', 'done']) await writeFile(join(root, place, 'a.eml'), mail('first'))
    expect(await (await open()).move('a.eml', 'done', noNotes, first)).toBe('done')
    expect(await readdir(root)).toEqual(['done'])
    expect(await readdir(join(root, 'done'))).toEqual(['a.eml'])
  })
})
