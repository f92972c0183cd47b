import { X509Certificate } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, mailOf, openMailboxDesk } from './mailbox-desk.ts'
import { startTcpRecorder, type TcpRecorder } from './tcp-recorder.ts'

type Config = InputOf<'inboxes.check'>['config']
const PASSWORD = 'correct horse'

let dovecot: Dovecot
let desk: MailboxDesk
/** Another server, as one that somebody has set up to collect passwords: it records all that is said to it. */
let elsewhere: TcpRecorder
let stored: { readonly id: string; readonly config: Config }
/** The same authority, under a name that nobody has typed a password for. */
let otherCaFile: string

beforeAll(async () => {
  dovecot = await startDovecot()
  desk = await openMailboxDesk(dovecot)
  stored = await desk.addInbox('stored', { active: false })
  await dovecot.createMailbox('stored', 'Done/2026')
  await dovecot.createMailbox('stored', 'Été')
  await desk.deliver('stored', [mailOf()])
  otherCaFile = join(desk.dir, 'other-ca.pem')
  await writeFile(otherCaFile, dovecot.caPem)
  elsewhere = await startTcpRecorder({
    to: { host: dovecot.host, port: dovecot.ports.imaps, tls: true },
    tls: { cert: dovecot.caPem, key: dovecot.keyPem },
  })
})
afterAll(async () => {
  await elsewhere?.stop()
  await desk?.close()
  await dovecot?.stop()
})

const typed = (config: Partial<Config>): Config => ({ ...stored.config, ...config })
const greens = (steps: readonly { name: string; ok: boolean }[]) => steps.filter(step => step.ok).map(step => step.name)
const allSteps = ['address', 'connect', 'encryption', 'capabilities', 'sign-in', 'folder', 'read', 'permission']

describe('inboxes.test', () => {
  it('tries a stored inbox with its stored password', async () => {
    const report = await desk.ask('inboxes.test', { id: stored.id })
    expect(greens(report.steps)).toEqual(allSteps)
    expect(report.ok).toBe(true)
  })

  it('tries what is only typed, and saves nothing of it', async () => {
    const report = await desk.ask('inboxes.test', { config: typed({ name: 'Not saved' }), password: PASSWORD })
    expect(greens(report.steps)).toEqual(allSteps)
    expect((await desk.ask('inboxes.list', {})).map(inbox => inbox.name)).toEqual(['stored'])
  })

  it('keeps the stored password for a change that leaves the sign-in alone', async () => {
    const report = await desk.ask('inboxes.test', { id: stored.id, config: typed({ mailbox: 'Nowhere' }) })
    expect(greens(report.steps)).toEqual(['address', 'connect', 'encryption', 'capabilities', 'sign-in'])
    expect(report.steps.at(-1)).toMatchObject({ name: 'folder', ok: false, field: 'mailbox' })
  })

  it('names the wrong password at its field', async () => {
    const report = await desk.ask('inboxes.test', { id: stored.id, password: 'open sesame' })
    expect(report.ok).toBe(false)
    expect(report.steps.at(-1)).toMatchObject({ name: 'sign-in', ok: false, field: 'password' })
    expect(desk.logText()).not.toContain('open sesame')
  })

  it('of nothing that could be a server ends at once with the field', async () => {
    const report = await desk.ask('inboxes.test', { config: typed({ server: '' }) })
    expect(report).toMatchObject({ ok: false, steps: [{ name: 'address', ok: false, field: 'server' }] })
    const pop3 = await desk.ask('inboxes.test', { config: typed({ protocol: 'pop3', server: '' }) })
    expect(pop3.steps).toMatchObject([{ ok: false, field: 'server', message: expect.stringContaining('pop.example') }])
    const noPassword = await desk.ask('inboxes.test', { config: typed({}) })
    expect(noPassword.steps.at(-1)).toMatchObject({ name: 'sign-in', ok: false, field: 'password' })
    expect(await desk.refusal('inboxes.test', {})).toMatchObject({ code: 'invalid-input' })
    expect(await desk.refusal('inboxes.test', { id: '9999' })).toMatchObject({ code: 'not-found' })
  })

  it.each(['/dev/zero', '/dev', '/nowhere.pem'])(
    'refuses %s as a file of certificates, and does not read it',
    async ca_file => {
      const config = typed({ ca_file })
      expect(await desk.refusal('inboxes.test', { id: stored.id, config })).toMatchObject({
        code: 'invalid-input',
        field: 'ca_file',
      })
    },
  )
})

describe('a stored password', () => {
  const said = () => elsewhere.clientText()
  const changes: readonly [string, () => Partial<Config>][] = [
    ['port', () => ({ port: elsewhere.port })],
    ['server', () => ({ server: 'localhost', port: elsewhere.port })],
    // The very place under a name that nobody typed a password for: whoever owns the name may lead it elsewhere.
    ['name of the server', () => ({ server: stored.config.server === 'localhost' ? '127.0.0.1' : 'localhost' })],
    ['login', () => ({ login: 'somebody' })],
    ['security', () => ({ security: 'none', port: dovecot.ports.imap })],
    ['certificate check', () => ({ validate_certificate: false })],
    ['pinned certificate', () => ({ pinned_certificate: new X509Certificate(dovecot.caPem).fingerprint256 })],
    ['file of authorities', () => ({ ca_file: otherCaFile })],
  ]

  it.each(changes)('is not sent anywhere else when the %s is another', async (_field, change) => {
    elsewhere.clear()
    desk.recorder.clear()
    const config = typed(change())
    const report = await desk.ask('inboxes.test', { id: stored.id, config })
    expect(report.ok).toBe(false)
    expect(report.steps.at(-1)).toMatchObject({ name: 'sign-in', ok: false, field: 'password' })
    expect(report.steps.at(-1)?.message).toMatch(/^Type the password again/)
    for (const name of ['inboxes.folders', 'inboxes.save'] as const) {
      expect(await desk.refusal(name, { id: stored.id, config })).toMatchObject({
        code: 'invalid-input',
        field: 'password',
      })
    }
    expect(await desk.ask('inboxes.check', { id: stored.id, config })).toEqual([
      { field: 'password', message: expect.stringMatching(/^Type the password again/) },
    ])
    const all = said() + desk.recorder.clientText()
    expect(all).not.toMatch(/AUTHENTICATE|LOGIN/i)
    expect(all).not.toContain(PASSWORD)
    expect(all).not.toContain(Buffer.from(`\0stored\0${PASSWORD}`).toString('base64'))
  })

  it('typed again goes where it was typed for', async () => {
    elsewhere.clear()
    const config = typed({ port: elsewhere.port })
    expect(await desk.ask('inboxes.test', { id: stored.id, config, password: PASSWORD })).toMatchObject({ ok: true })
    expect(said()).toMatch(/AUTHENTICATE|LOGIN/i)
  })

  it('typed again goes to a server whose certificate is checked otherwise', async () => {
    const config = typed({ ca_file: otherCaFile })
    expect(await desk.ask('inboxes.test', { id: stored.id, config, password: PASSWORD })).toMatchObject({ ok: true })
  })

  it('stays for the very server, named otherwise', async () => {
    const config = typed({ server: stored.config.server?.toUpperCase() ?? '' })
    expect(await desk.ask('inboxes.test', { id: stored.id, config })).toMatchObject({ ok: true })
  })
})

describe('inboxes.folders', () => {
  it('lists the real folders of a server, INBOX first, in any script', async () => {
    expect(await desk.ask('inboxes.folders', { id: stored.id })).toEqual(['INBOX', 'Done/2026', 'Été', 'Sent', 'Trash'])
    const config = typed({})
    expect(await desk.refusal('inboxes.folders', { config, password: 'wrong' })).toMatchObject({
      code: 'sign-in-failed',
      field: 'password',
    })
    expect(await desk.refusal('inboxes.folders', { config: typed({ login: '' }) })).toMatchObject({ field: 'login' })
  })

  it('lists the folders inside a Maildir, and none for other folders on disk', async () => {
    const path = join(desk.dir, 'maildir')
    for (const folder of ['cur', 'new', 'tmp', '.Done/cur', '.Done.2026/cur', 'Plain/cur', 'Else']) {
      await mkdir(join(path, folder), { recursive: true })
    }
    const folder = (at: string): Config => ({ name: 'Disk', protocol: 'folder', path: at })
    expect(await desk.ask('inboxes.folders', { config: folder(path) })).toEqual(['Done', 'Done/2026', 'Plain'])
    expect(await desk.ask('inboxes.folders', { config: folder(join(path, 'Else')) })).toEqual([])
    await writeFile(join(path, 'mbox'), '')
    expect(await desk.ask('inboxes.folders', { config: folder(join(path, 'mbox')) })).toEqual([])
    expect(await desk.refusal('inboxes.folders', { config: folder('/nowhere') })).toMatchObject({
      code: 'source-unreadable',
      field: 'path',
    })
  })
})

describe('inboxes.discover', () => {
  it('knows the servers of a well-known provider, and asks nobody for them', async () => {
    const { candidates, trail } = await desk.ask('inboxes.discover', { address: 'somebody@gmx.de' })
    expect(candidates[0]).toMatchObject({ protocol: 'imap', server: 'imap.gmx.net', login: 'somebody@gmx.de' })
    expect(trail).toMatchObject([{ source: 'known', asked: 'gmx.de', ok: true }])
  })

  it('refuses what has no domain to ask', async () => {
    expect(await desk.refusal('inboxes.discover', { address: 'somebody@localhost' })).toMatchObject({
      code: 'invalid-input',
      field: 'address',
    })
  })
})
