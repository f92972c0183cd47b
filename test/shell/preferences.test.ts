import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Desktop, emptyFolder, start, started } from './desktop-under-test.ts'

const DEFAULTS = { startAtLogin: false, keepRunning: true, notifyErrors: true, notifyTickets: false }
const data = (reply: unknown) => (reply as { data: unknown }).data
const save = (desktop: Desktop, values: Record<string, boolean>) => desktop.call('desktop.savePreferences', { values })

describe('the preferences of the desktop', () => {
  it('are offered, with their defaults', async () => {
    const desktop = await started({ env: { FAKE_PATH_appData: emptyFolder() } })
    expect(data(await desktop.call('host.capabilities'))).toEqual({ opensLinks: true, desktopPreferences: true })
    expect(data(await desktop.call('desktop.preferences'))).toEqual(DEFAULTS)
  })

  it('are kept one by one, over a restart', async () => {
    const env = { FAKE_PATH_appData: emptyFolder() }
    const first = await started({ env })
    expect(await save(first, { notifyTickets: true })).toEqual({ ok: true, data: {} })
    expect(await save(first, { keepRunning: false })).toEqual({ ok: true, data: {} })
    await first.ask({ ask: 'do', on: 'app', name: 'quit' })
    await first.ended
    const second = await started({ env, dataDir: first.dataDir })
    expect(data(await second.call('desktop.preferences'))).toEqual({
      ...DEFAULTS,
      notifyTickets: true,
      keepRunning: false,
    })
  })

  it('are the defaults when their file is damaged', async () => {
    const dataDir = join(emptyFolder(), 'data')
    mkdirSync(join(dataDir, 'desktop'), { recursive: true })
    writeFileSync(join(dataDir, 'desktop', 'preferences.json'), '{"keepRunning":"per')
    const desktop = await started({ dataDir, env: { FAKE_PATH_appData: emptyFolder() } })
    expect(data(await desktop.call('desktop.preferences'))).toEqual(DEFAULTS)
    await save(desktop, { notifyErrors: false })
    expect(JSON.parse(readFileSync(join(dataDir, 'desktop', 'preferences.json'), 'utf8'))).toMatchObject({
      notifyErrors: false,
      keepRunning: true,
    })
  })

  it('lie beside the desk, so that each desk has its own window and owner', async () => {
    const desktop = await started()
    expect(await desktop.ask({ ask: 'seen', what: 'app' })).toMatchObject({
      setPath: ['userData', join(desktop.dataDir, 'desktop')],
    })
  })
})

describe('start at login', () => {
  it('is an autostart entry on Linux that starts without a window', async () => {
    const appData = emptyFolder()
    const desktop = await started({ env: { FAKE_PATH_appData: appData, APPIMAGE: '/opt/Post desk.AppImage' } })
    const file = join(appData, 'autostart', 'postdesk.desktop')
    await save(desktop, { startAtLogin: true })
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/Post desk.AppImage" "/fake/app" "--hidden"\n')
    expect(data(await desktop.call('desktop.preferences'))).toMatchObject({ startAtLogin: true })
    await save(desktop, { startAtLogin: false })
    expect(existsSync(file)).toBe(false)
    expect(data(await desktop.call('desktop.preferences'))).toMatchObject({ startAtLogin: false })
  })

  it('follows an AppImage that was moved', async () => {
    const appData = emptyFolder()
    const file = join(appData, 'autostart', 'postdesk.desktop')
    mkdirSync(join(appData, 'autostart'))
    writeFileSync(file, '[Desktop Entry]\nExec="/old/place" "--hidden"\n')
    await started({ main: 'scripted', env: { FAKE_PATH_appData: appData, APPIMAGE: '/new/place', FAKE_PACKAGED: '1' } })
    expect(readFileSync(file, 'utf8')).toContain('Exec="/new/place" "--hidden"\n')
  })

  it('that cannot be read does not keep Postdesk from starting', async () => {
    const appData = emptyFolder()
    mkdirSync(join(appData, 'autostart', 'postdesk.desktop'), { recursive: true })
    await started({ main: 'scripted', env: { FAKE_PATH_appData: appData } })
  })

  it.each(['win32', 'darwin'])('is a login item on %s', async platform => {
    const desktop = await started({
      main: 'scripted',
      env: { FAKE_PLATFORM: platform, FAKE_PACKAGED: '1', FAKE_OPENED_AT_LOGIN: '0' },
    })
    expect(data(await desktop.call('desktop.preferences'))).toMatchObject({ startAtLogin: false })
    await desktop.call('desktop.savePreferences', { values: { startAtLogin: true } })
    expect(await desktop.ask({ ask: 'seen', what: 'app' })).toMatchObject({
      loginItem: { openAtLogin: true, path: process.execPath, args: ['--hidden'] },
      askedLoginItem: { path: process.execPath, args: ['--hidden'] },
    })
    expect(data(await desktop.call('desktop.preferences'))).toMatchObject({ startAtLogin: true })
  })
})

describe('links', () => {
  it('open in the browser or mail program of the system', async () => {
    const desktop = await started()
    for (const url of ['https://example.org/a?b=c#d', 'http://[::1]:8080/', 'mailto:anna@example.org?subject=Hello']) {
      expect(await desktop.call('host.openLink', { url })).toEqual({ ok: true, data: {} })
    }
    expect(await desktop.ask({ ask: 'seen', what: 'links' })).toEqual([
      'https://example.org/a?b=c#d',
      'http://[::1]:8080/',
      'mailto:anna@example.org?subject=Hello',
    ])
  })

  it('of any other kind do not', async () => {
    const desktop = await started()
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'https://a:b@example.org/']) {
      expect(await desktop.call('host.openLink', { url })).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
    }
    expect(await desktop.ask({ ask: 'seen', what: 'links' })).toEqual([])
  })

  it('that no program opens are said to be so', async () => {
    const desktop = await started({ env: { FAKE_NO_BROWSER: '1' } })
    expect(await desktop.call('host.openLink', { url: 'https://example.org/' })).toMatchObject({
      ok: false,
      error: { message: 'No program of this computer opens this kind of link.' },
    })
  })
})

describe('secrets of the desktop', () => {
  const opened = async (env: Record<string, string>, dataDir?: string) => {
    const desktop = start({ main: 'scripted', env, ...(dataDir === undefined ? {} : { dataDir }) })
    return { desktop, opened: (await desktop.heard('opened')) as Record<string, unknown> }
  }

  it('are sealed by the key store of the system, which knows what is not its own', async () => {
    const { opened: result } = await opened({})
    expect(result).toMatchObject({
      sealed: expect.stringMatching(/^safe-storage:1:/),
      unsealed: 'pässword',
      foreign: 'secret-unreadable',
    })
  })

  it('are not sealed while the key store is locked', async () => {
    const { opened: result } = await opened({ FAKE_KEY_STORE_LOCKED: '1' })
    expect(result).toMatchObject({ sealed: expect.stringContaining('Unlock it') })
  })

  it('are never sealed with a key that everybody knows', async () => {
    const { opened: result } = await opened({ FAKE_SEALS_WITH: 'v10' })
    expect(result).toMatchObject({ sealed: expect.stringContaining('no key store') })
  })

  it('need a word where there is no key store, and Postdesk ends without it', async () => {
    const desktop = start({ main: 'scripted', env: { FAKE_KEY_STORE: 'basic_text' } })
    expect(await desktop.heard('dialog')).toMatchObject({
      message: 'This computer has no key store',
      detail: expect.stringContaining(join(desktop.dataDir, 'secret.key')),
      buttons: ['Use a key file', 'Quit Postdesk'],
      cancelId: 1,
    })
    expect(await desktop.ended).toBe(0)
    expect(existsSync(join(desktop.dataDir, 'secret.key'))).toBe(false)
  })

  it('lie under a key file after that word, which is asked for once', async () => {
    const first = await opened({ FAKE_KEY_STORE: 'basic_text', FAKE_ANSWERS: '[0]' })
    expect(first.opened).toMatchObject({ sealed: expect.stringMatching(/^v1\./), unsealed: 'pässword' })
    first.desktop.child.kill('SIGKILL')
    const second = await opened({ FAKE_KEY_STORE: 'basic_text' }, first.desktop.dataDir)
    expect(second.opened).toMatchObject({ unsealed: 'pässword' })
    expect(second.desktop.messages.some(message => 'dialog' in message)).toBe(false)
  })

  it('of a real desk stay readable from the one way to the other', async () => {
    const inbox = { name: 'Here', protocol: 'folder', path: emptyFolder() }
    const first = await started({ env: { FAKE_KEY_STORE: 'basic_text', FAKE_ANSWERS: '[0]' } })
    await first.call('inboxes.save', { config: inbox, password: 'hunter2' })
    await first.ask({ ask: 'do', on: 'app', name: 'quit' })
    await first.ended
    const second = await started({ dataDir: first.dataDir })
    expect(await second.call('inboxes.list')).toMatchObject({ ok: true, data: [{ name: 'Here' }] })
    expect(readFileSync(join(first.dataDir, 'desk.db')).includes('hunter2')).toBe(false)
  })
})
