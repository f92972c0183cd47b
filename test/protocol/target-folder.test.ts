import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathFor } from '../../src-main/engine/sources/imap/create-imap-folder.ts'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, mailOf, openMailboxDesk } from './mailbox-desk.ts'
import { startScriptedServer } from './scripted-server.ts'
import { playTwoFolders } from './two-folders.ts'

type Config = InputOf<'inboxes.save'>['config']
const PASSWORD = 'correct horse'

let dovecot: Dovecot
/** Folders lie inside INBOX, with dots between them. */
let courier: Dovecot
let desk: MailboxDesk

beforeAll(async () => {
  dovecot = await startDovecot()
  courier = await startDovecot({ ownFolders: { prefix: 'INBOX.', separator: '.' } })
  desk = await openMailboxDesk(dovecot)
})
afterAll(async () => {
  await desk?.close()
  await courier?.stop()
  await dovecot?.stop()
})

const moveTo = (target_folder: string): Partial<Config> => ({ email_storage: 'move', target_folder, active: false })

describe('the folder to move to', () => {
  it('is missed when the inbox is saved, at its field, and nothing is saved', async () => {
    await dovecot.addUser('missed', PASSWORD)
    const { config } = await desk.addInbox('model')
    const wanted = { ...config, name: 'Missed', login: 'missed', ...moveTo('Done/2026') }
    expect(await desk.refusal('inboxes.save', { config: wanted, password: PASSWORD })).toMatchObject({
      code: 'folder-missing',
      field: 'target_folder',
      message: expect.stringContaining('Done/2026'),
    })
    expect((await desk.ask('inboxes.list', {})).map(({ name }) => name)).not.toContain('Missed')

    const made = await desk.ask('inboxes.createFolder', { config: wanted, password: PASSWORD, name: 'Done/2026' })
    expect(made).toEqual({ name: 'Done/2026' })
    const { id } = await desk.ask('inboxes.save', { config: wanted, password: PASSWORD })
    await desk.deliver('missed', [mailOf()])
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({ created: 1, failure: null })
    expect(await dovecot.messageCount('missed', 'Done/2026')).toBe(1)
  })

  it('is missed in a stored inbox that begins to move, with its stored password', async () => {
    const { id, config } = await desk.addInbox('begins')
    const wanted = { ...config, ...moveTo('Erledigt ü & Co') }
    expect(await desk.refusal('inboxes.save', { id, config: wanted })).toMatchObject({ field: 'target_folder' })
    expect(await desk.ask('inboxes.createFolder', { id, config: wanted, name: 'Erledigt ü & Co' })).toEqual({
      name: 'Erledigt ü & Co',
    })
    await desk.ask('inboxes.save', { id, config: wanted })
    // A mail program shows what is subscribed to.
    expect(await dovecot.doveadm(['mailbox', 'list', '-s', '-u', 'begins'])).toContain('Erledigt')
  })

  it('is not asked for again when something else is saved, nor where the server cannot be reached', async () => {
    await dovecot.addUser('later', PASSWORD)
    const { id, config } = await desk.addInbox('later', { ...moveTo('Sent') })
    const connections = desk.recorder.connections()
    await desk.ask('inboxes.save', { id, config: { ...config, name: 'Later, renamed' } })
    expect(desk.recorder.connections()).toBe(connections)
    const unreachable = { ...config, name: 'Asleep', server: '127.0.0.1', port: 9, login: 'asleep' }
    await desk.ask('inboxes.save', { config: unreachable, password: PASSWORD })
    expect(desk.logText()).toContain('inbox.target-not-checked')
  })

  it('that is there already is taken, under the name that the server gives it', async () => {
    const { id, config } = await desk.addInbox('there')
    expect(await desk.ask('inboxes.createFolder', { id, config, name: 'Sent' })).toEqual({ name: 'Sent' })
  })

  it('is created where the server wants it: inside INBOX, with its own delimiter', async () => {
    await courier.addUser('ada', PASSWORD)
    const config: Config = {
      name: 'Courier',
      server: '127.0.0.1',
      port: courier.ports.imap,
      security: 'none',
      login: 'ada',
      ...moveTo('Done/Été'),
    }
    expect(await desk.refusal('inboxes.save', { config, password: PASSWORD })).toMatchObject({
      code: 'folder-missing',
    })
    expect(await desk.ask('inboxes.createFolder', { config, password: PASSWORD, name: 'Done/Été' })).toEqual({
      name: 'INBOX.Done.Été',
    })
    // As it was written it means the same folder.
    await desk.ask('inboxes.save', { config, password: PASSWORD })
    expect(await desk.ask('inboxes.createFolder', { config, password: PASSWORD, name: 'INBOX.Done.Été' })).toEqual({
      name: 'INBOX.Done.Été',
    })
  })

  it('is never one that is watched', async () => {
    const { id, config } = await desk.addInbox('watched')
    await desk.ask('inboxes.save', { config: { ...config, name: 'Second', mailbox: 'Second' }, password: PASSWORD })
    for (const name of ['inbox', 'Second']) {
      expect(await desk.refusal('inboxes.createFolder', { id, config, name })).toMatchObject({
        code: 'invalid-input',
        field: 'target_folder',
      })
    }
    expect(await dovecot.doveadm(['mailbox', 'list', '-u', 'watched'])).not.toContain('Second')
  })

  it.each(['a//b', '/Done', 'Done/', 'Do*ne', '100%', 'new\nline', ' / '])('is not called %j', async name => {
    const config: Config = {
      name: 'Names',
      server: '127.0.0.1',
      port: courier.ports.imap,
      security: 'none',
      login: 'ada',
    }
    expect(await desk.refusal('inboxes.createFolder', { config, password: PASSWORD, name })).toMatchObject({
      code: 'invalid-input',
      field: expect.stringMatching(/^(target_folder|name)$/),
    })
  })

  it('needs the password typed again for another server', async () => {
    const { id, config } = await desk.addInbox('careful')
    const elsewhere = { ...config, validate_certificate: false }
    expect(await desk.refusal('inboxes.createFolder', { id, config: elsewhere, name: 'Done' })).toMatchObject({
      field: 'password',
    })
  })
})

describe('creating the folder on a server that refuses or ends the line', () => {
  it.each([
    ['NO', 'not-allowed', /did not create the folder “New”.*not today/],
    ['BAD', 'not-allowed', /did not create the folder “New”.*not today/],
    ['BYE', 'connection-failed', /the server goes down/],
    ['CUT', 'connection-failed', /closed the connection|ended the connection|lost/],
    ['LIE', 'connection-failed', /does not show it/],
  ] as const)('CREATE, %s', async (how, code, said) => {
    const account = playTwoFolders('IMAP4rev1 UIDPLUS MOVE', [], { at: 'CREATE', how })
    const server = await startScriptedServer({ scripts: [account.script] })
    try {
      const config: Config = {
        name: 'Scripted',
        server: '127.0.0.1',
        port: server.port,
        security: 'none',
        login: how,
        ...moveTo('New'),
      }
      const refusal = await desk.refusal('inboxes.createFolder', { config, password: PASSWORD, name: 'New' })
      expect(refusal).toMatchObject({ code, message: expect.stringMatching(said) })
    } finally {
      await server.stop()
    }
  })
})

describe('the name on the server', () => {
  it.each([
    ['Done/2026', { prefix: '', delimiter: '/' }, 'Done/2026'],
    ['Done.2026', { prefix: '', delimiter: '/' }, 'Done.2026'],
    ['Done/2026', { prefix: 'INBOX.', delimiter: '.' }, 'INBOX.Done.2026'],
    ['inbox.Done', { prefix: 'INBOX.', delimiter: '.' }, 'inbox.Done'],
    ['Done\\2026', { prefix: '', delimiter: '.' }, 'Done.2026'],
    ['a/b', { prefix: '', delimiter: '' }, 'a/b'],
    [' Done ', { prefix: 'INBOX/', delimiter: '/' }, 'INBOX/Done'],
  ])('%s', (wanted, ownFolders, path) => {
    expect(pathFor(wanted, ownFolders)).toBe(path)
  })
})

describe('a folder on disk', () => {
  const onDisk = (path: string, target: string): Config => ({
    name: `Disk ${path}`,
    protocol: 'folder',
    path,
    ...moveTo(target),
  })

  it('is created inside a directory of mails', async () => {
    const path = join(desk.dir, 'mails')
    await mkdir(path)
    const config = onDisk(path, 'done/2026')
    expect(await desk.refusal('inboxes.save', { config })).toMatchObject({
      code: 'folder-missing',
      field: 'target_folder',
    })
    expect(await desk.ask('inboxes.createFolder', { config, name: 'done\\2026' })).toEqual({ name: 'done/2026' })
    await desk.ask('inboxes.save', { config })
  })

  it('is created as Maildir++ has it', async () => {
    const path = join(desk.dir, 'maildir')
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(path, part), { recursive: true })
    const config = onDisk(path, 'Done/2026')
    expect(await desk.refusal('inboxes.save', { config })).toMatchObject({ code: 'folder-missing' })
    expect(await desk.ask('inboxes.createFolder', { config, name: 'Done/2026' })).toEqual({ name: 'Done/2026' })
    expect((await readdir(join(path, '.Done.2026'))).toSorted()).toEqual(['cur', 'new', 'tmp'])
    await desk.ask('inboxes.save', { config })
  })

  it.each(['..', '../out', 'a/../../out', '.hidden', 'cur', 'a:b'])('is not called %j', async name => {
    const config = onDisk(join(desk.dir, 'maildir'), 'x')
    expect(await desk.refusal('inboxes.createFolder', { config, name })).toMatchObject({
      code: 'invalid-input',
      field: 'target_folder',
    })
  })

  it('is refused beside an mbox', async () => {
    const path = join(desk.dir, 'mbox')
    await writeFile(path, '')
    expect(await desk.refusal('inboxes.createFolder', { config: onDisk(path, 'x'), name: 'x' })).toMatchObject({
      code: 'not-allowed',
    })
  })
})
