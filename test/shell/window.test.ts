import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Desktop, emptyFolder, soon, start, started } from './desktop-under-test.ts'

const firstWindow = async (desktop: Desktop) =>
  ((await desktop.ask({ ask: 'windows' })) as Record<string, unknown>[])[0] as Record<string, unknown> & {
    options: Record<string, unknown>
  }

describe('the window of the desktop', () => {
  it('is one sandboxed page without Node', async () => {
    const desktop = await started()
    expect(await desktop.ask({ ask: 'windows' })).toMatchObject([
      {
        url: 'app://postdesk/index.html',
        shown: 1,
        options: {
          webPreferences: {
            sandbox: true,
            contextIsolation: true,
            nodeIntegration: false,
            webSecurity: true,
            webviewTag: false,
            preload: expect.stringMatching(/out\/preload\/index\.cjs$/),
          },
        },
      },
    ])
    expect(await desktop.ask({ ask: 'seen', what: 'schemes' })).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true } },
    ])
    expect(await desktop.ask({ ask: 'seen', what: 'app' })).toMatchObject({ enableSandbox: [] })
  })

  it.each([
    ['1', false],
    ['0', true],
  ])('has developer tools only while it is worked on (packaged: %s)', async (packaged, devTools) => {
    const desktop = await started({ main: 'scripted', env: { FAKE_PACKAGED: packaged } })
    expect(await firstWindow(desktop)).toMatchObject({ options: { webPreferences: { devTools } } })
  })

  it('goes nowhere, opens nothing, holds no web view', async () => {
    const desktop = await started()
    expect(await firstWindow(desktop)).toMatchObject({ opens: { action: 'deny' } })
    const emit = (name: string, event: unknown = {}) => desktop.ask({ ask: 'emit', on: 'contents', name, event })
    for (const url of [
      'https://evil.example/',
      'app://postdesk/other.html',
      'app://postdesk.evil/index.html',
      'file:///',
    ]) {
      expect(await emit('will-navigate', { url })).toBe(true)
    }
    expect(await emit('will-navigate', { url: 'app://postdesk/index.html#/errors' })).toBe(false)
    expect(await emit('will-redirect', { url: 'https://evil.example/' })).toBe(true)
    expect(await emit('will-attach-webview')).toBe(true)
  })

  it('lets the frame of a mail load its own text and nothing else', async () => {
    const desktop = await started()
    const emit = (url: string) =>
      desktop.ask({ ask: 'emit', on: 'contents', name: 'will-frame-navigate', event: { url, isMainFrame: false } })
    expect(await emit('about:srcdoc')).toBe(false)
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'app://postdesk/index.html',
      'data:text/html,x',
    ]) {
      expect(await emit(url)).toBe(true)
    }
  })

  it.each(['media', 'notifications', 'clipboard-read', 'openExternal', 'hid', 'geolocation'])(
    'is refused the permission %s, asked for or looked up, and every device',
    async name => {
      const desktop = await started()
      expect(await desktop.ask({ ask: 'permissions', name })).toEqual([false, false, false])
    },
  )

  it('reaches no network', async () => {
    const desktop = await started()
    for (const url of [
      'https://evil.example/a.png',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'app://other/',
      'ws://x/',
    ]) {
      expect(await desktop.ask({ ask: 'request', url })).toEqual({ cancel: true })
    }
    for (const url of ['app://postdesk/index.html', 'data:image/png;base64,', 'blob:app://postdesk/1']) {
      expect(await desktop.ask({ ask: 'request', url })).toEqual({ cancel: false })
    }
  })

  it('saves what its page made, and nothing that comes from elsewhere', async () => {
    const desktop = await started()
    expect(await desktop.ask({ ask: 'download', url: 'blob:app://postdesk/0b1e' })).toBe(false)
    for (const url of [
      'blob:null/0b1e',
      'https://evil.example/a.exe',
      'app://postdesk/index.html',
      'data:text/plain,x',
    ]) {
      expect(await desktop.ask({ ask: 'download', url })).toBe(true)
    }
  })

  it('gets no file from outside the built screens', async () => {
    const desktop = await started()
    for (const path of ['/../main/index.js', '/%2e%2e/preload/index.cjs', '/missing.js']) {
      expect(await desktop.ask({ ask: 'file', url: `app://postdesk${path}` })).toMatchObject({ status: 404 })
    }
    expect(await desktop.ask({ ask: 'file', url: 'app://other/index.html' })).toMatchObject({ status: 404 })
  })

  it('gets the built screens with a policy that allows no connection and no foreign script', async () => {
    const desktop = await started()
    const page = await desktop.ask({ ask: 'file', url: 'app://postdesk/index.html' })
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<title>Postdesk</title>') })
    const policy = (page as { headers: Record<string, string> }).headers['content-security-policy']
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("connect-src 'none'")
    expect(policy).toContain("frame-src 'none'")
  })

  it('has the ground of the theme, and changes it with the theme', async () => {
    const desktop = await started({ env: { FAKE_DARK: '1' } })
    expect(await firstWindow(desktop)).toMatchObject({ ground: '#1a1d23' })
    await desktop.ask({ ask: 'set', on: 'nativeTheme', values: { shouldUseDarkColors: false } })
    await desktop.ask({ ask: 'emit', on: 'nativeTheme', name: 'updated' })
    expect(await firstWindow(desktop)).toMatchObject({ ground: '#ffffff' })
  })
})

describe('the place of the window', () => {
  const savedIn = (dataDir: string) => JSON.parse(readFileSync(join(dataDir, 'desktop', 'window.json'), 'utf8'))
  const startWith = async (text: string, env: Record<string, string> = {}) => {
    const dataDir = join(emptyFolder(), 'data')
    mkdirSync(join(dataDir, 'desktop'), { recursive: true })
    writeFileSync(join(dataDir, 'desktop', 'window.json'), text)
    return started({ main: 'scripted', dataDir, env })
  }

  it('is remembered', async () => {
    const bounds = { x: 200, y: 120, width: 1000, height: 700 }
    const first = await started({ main: 'scripted' })
    await first.ask({ ask: 'set', on: 'window', values: { bounds, maximized: true } })
    await first.ask({ ask: 'do', on: 'window', name: 'close' })
    expect(savedIn(first.dataDir)).toEqual({ ...bounds, maximized: true })
    first.child.kill('SIGKILL')
    const second = await started({ main: 'scripted', dataDir: first.dataDir })
    expect(await firstWindow(second)).toMatchObject({ options: bounds, maximized: true })
  })

  it('is remembered a moment after the window was moved, too', async () => {
    const desktop = await started({ main: 'scripted' })
    await desktop.ask({ ask: 'set', on: 'window', values: { bounds: { x: 7, y: 8, width: 900, height: 600 } } })
    await desktop.ask({ ask: 'emit', on: 'window', name: 'move' })
    await soon(() => savedIn(desktop.dataDir)).toMatchObject({ x: 7, y: 8 })
  })

  it('is on a screen that is there when the one it was on has gone', async () => {
    const desktop = await startWith('{"x":3000,"y":200,"width":1000,"height":700,"maximized":false}')
    const { options } = await firstWindow(desktop)
    expect(options).toMatchObject({ width: 1000, height: 700 })
    expect(options).not.toHaveProperty('x')
  })

  it('is the usual one when the file is damaged', async () => {
    const desktop = await startWith('{"x":')
    expect(await firstWindow(desktop)).toMatchObject({ options: { width: 1280, height: 800 } })
  })
})

describe('a page that crashes', () => {
  it('is opened again by itself once, then a person decides', async () => {
    const desktop = await started({ main: 'scripted' })
    const crash = () =>
      desktop.ask({
        ask: 'emit',
        on: 'contents',
        name: 'render-process-gone',
        args: [{ reason: 'crashed', exitCode: 5 }],
      })
    await crash()
    expect(await firstWindow(desktop)).toMatchObject({ reloads: 1 })
    expect(await desktop.ask({ ask: 'seen', what: 'dialogs' })).toEqual([])

    await desktop.ask({ ask: 'press', buttons: [0] })
    await crash()
    expect(await desktop.heard('dialog')).toMatchObject({ detail: expect.stringContaining('crash.log') })
    await soon(() => firstWindow(desktop)).toMatchObject({ reloads: 2 })

    await desktop.ask({ ask: 'press', buttons: [1] })
    await crash()
    await soon(() => firstWindow(desktop)).toMatchObject({ destroyed: true })
  })

  it('that ended as it should is left alone', async () => {
    const desktop = await started({ main: 'scripted' })
    await desktop.ask({
      ask: 'emit',
      on: 'contents',
      name: 'render-process-gone',
      args: [{ reason: 'clean-exit', exitCode: 0 }],
    })
    expect(await firstWindow(desktop)).toMatchObject({ reloads: 0 })
  })
})

describe('a desktop that cannot start', () => {
  it('says why', async () => {
    const desktop = start({ main: 'scripted', env: { FAKE_BROKEN_STORE: '1', FAKE_LOCALE: 'fr' } })
    expect(await desktop.heard('errorBox')).toEqual({
      title: 'Postdesk ne peut pas démarrer',
      text: 'The store belongs to another process.',
    })
    expect(await desktop.ended).toBe(1)
  })

  it('says why when another process owns the store', async () => {
    const owner = await started()
    // Another profile, so that it is the lock of the store that refuses and not the single instance.
    const desktop = start({ dataDir: owner.dataDir })
    expect(await desktop.heard('errorBox')).toMatchObject({ text: expect.stringContaining(String(owner.child.pid)) })
    expect(await desktop.ended).toBe(1)
  })

  it('says which file of the store is damaged, and what to do', async () => {
    const dataDir = emptyFolder()
    writeFileSync(join(dataDir, 'desk.db'), '')
    const desktop = start({ dataDir })
    expect(await desktop.heard('errorBox')).toMatchObject({
      text: expect.stringMatching(/desk\.db is empty \(0 bytes\)\. .*restore a backup/),
    })
    expect(await desktop.ended).toBe(1)
  })

  it('says why when its folder cannot be made', async () => {
    const file = join(emptyFolder(), 'a-file')
    writeFileSync(file, '')
    const desktop = start({ dataDir: join(file, 'data') })
    expect(await desktop.heard('errorBox')).toMatchObject({ text: expect.stringContaining('a-file is not a folder') })
    expect(await desktop.ended).toBe(1)
  })
})
