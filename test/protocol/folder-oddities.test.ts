import { mkdir, readFile, rmdir, symlink, truncate, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FolderDesk, mailToDesk, openFolderDesk } from './folder-desk.ts'

let desk: FolderDesk
beforeEach(async () => {
  desk = await openFolderDesk()
})
afterEach(() => desk.close())

const poll = async (id: string, actAtOnce = false) => {
  const { inboxes } = await desk.ask('inboxes.poll', { id, actAtOnce })
  expect(inboxes[0]?.failure).toBeNull()
}
const shown = async (id: string) =>
  Object.fromEntries((await desk.messages(id)).map(({ uid, state, reason }) => [uid, `${state}: ${reason}`]))

describe('a folder with odd files', () => {
  it('processes the others, and shows each odd one as new with its reason until it can be read', async () => {
    const path = await desk.mailFolder()
    await writeFile(join(path, 'a.eml'), mailToDesk({ subject: 'The first' }))
    await mkdir(join(path, 'folder.eml'))
    await symlink('late.txt', join(path, 'link.eml'))
    await writeFile(Buffer.concat([Buffer.from(`${path}/z`), Buffer.from([0xe9]), Buffer.from('.eml')]), mailToDesk())
    const id = await desk.addInbox(path)
    await poll(id)
    await poll(id)
    expect(await shown(id)).toEqual({
      'a.eml': expect.stringMatching(/^processed: /),
      'folder.eml': 'new: It is a folder with the name of a mail, not a file.',
      'link.eml': 'new: It is a link to a file that does not exist.',
      '/z%E9.eml': expect.stringMatching(/^processed: /),
    })
    await writeFile(join(path, 'late.txt'), mailToDesk({ subject: 'The late one' }))
    await poll(id)
    expect((await desk.tickets()).map(({ title }) => title)).toContain('The late one')
    const { counts, onServer } = await desk.ask('inboxes.get', { id })
    expect([counts.new, onServer]).toEqual([1, 4])
  })

  it('keeps headers and size of a mail of 3 GiB, and is not stopped by it', async () => {
    const path = await desk.mailFolder()
    await writeFile(join(path, 'big.eml'), mailToDesk({ subject: 'A film' }))
    await truncate(join(path, 'big.eml'), 3 * 1024 ** 3)
    await writeFile(join(path, 'small.eml'), mailToDesk({ subject: 'A note' }))
    const id = await desk.addInbox(path)
    await poll(id)
    const [big] = (await desk.messages(id)).filter(({ uid }) => uid === 'big.eml')
    expect(big).toMatchObject({
      state: 'error',
      reason: expect.stringContaining('3'),
      subject: 'A film',
      sizeBytes: 3 * 1024 ** 3,
      raw: 'headers',
    })
    expect((await desk.tickets()).map(({ title }) => title)).toEqual(['A note'])
    await poll(id)
    expect(await desk.messages(id)).toHaveLength(2)
  })

  it('follows links that lead outside only when the inbox says so', async () => {
    const elsewhere = await desk.mailFolder()
    await writeFile(join(elsewhere, 'secret.txt'), mailToDesk({ subject: 'From elsewhere' }))
    const path = await desk.mailFolder()
    await symlink(join(elsewhere, 'secret.txt'), join(path, 'out.eml'))
    const id = await desk.addInbox(path)
    await poll(id)
    expect(await shown(id)).toEqual({ 'out.eml': expect.stringMatching(/^new: .*leads outside of the folder/) })
    const { config } = await desk.ask('inboxes.get', { id })
    await desk.ask('inboxes.save', { id, config: { ...config, follow_links: true } })
    await poll(id)
    expect((await desk.tickets()).map(({ title }) => title)).toEqual(['From elsewhere'])
  })
})

describe('an mbox file', () => {
  const mboxOf = async () => {
    const path = join(await desk.mailFolder(), 'archive.mbox')
    await writeFile(path, `From x Tue Mar  4 10:00:00 2025\n${Buffer.from(mailToDesk()).toString()}\n`)
    return path
  }

  it.each([
    [{ email_storage: 'delete' }, 'email_storage', 'cannot be deleted'],
    [{ email_storage: 'move', target_folder: 'done' }, 'email_storage', 'cannot be moved'],
    [{ error_behavior: 'delete' }, 'error_behavior', 'cannot be deleted'],
  ] as const)('refuses %j when the inbox is saved, with the field and the remedy', async (wish, field, message) => {
    const path = await mboxOf()
    const config = { name: 'Archive', protocol: 'folder' as const, path, ...wish }
    const refusal = await desk.refusal('inboxes.save', { config })
    expect(refusal).toMatchObject({ code: 'invalid-input', field })
    expect(refusal.message).toContain(message)
    expect(refusal.message).toContain('choose "')
  })

  it('keeps what a stored inbox says, shows it, and does nothing of it', async () => {
    const path = await mboxOf()
    const text = await readFile(path, 'utf8')
    const folder = await desk.mailFolder()
    const id = await desk.addInbox(folder, { email_storage: 'delete', error_behavior: 'delete' })
    // As the store had it before: an inbox of a folder, in whose place there is an mbox now.
    await rmdir(folder)
    await writeFile(folder, text)
    await poll(id, true)
    expect(await desk.messages(id)).toMatchObject([{ state: 'processed', presence: 'on-server' }])
    expect((await desk.ask('inboxes.get', { id })).config).toMatchObject({
      email_storage: 'delete',
      error_behavior: 'delete',
    })
    // Also what a person asks for: it ends at once with the reason, and is not repeated.
    const [message] = await desk.messages(id)
    await desk.ask('messages.delete', { selection: { ids: [message?.id ?? ''] } })
    await poll(id, true)
    expect(await desk.messages(id)).toMatchObject([{ presence: 'on-server' }])
    expect(await readFile(folder, 'utf8')).toBe(text)
    await unlink(folder)
  })
})
