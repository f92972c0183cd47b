import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Desktop, soon, start, started } from './desktop-under-test.ts'
import { inbox, overview } from './scripted-desk.ts'

const windows = async (desktop: Desktop) => (await desktop.ask({ ask: 'windows' })) as Record<string, unknown>[]
const openOnes = async (desktop: Desktop) => (await windows(desktop)).filter(({ destroyed }) => !destroyed).length
const closeWindow = (desktop: Desktop) => desktop.ask({ ask: 'do', on: 'window', name: 'close' })
const emit = (desktop: Desktop, on: string, name: string, args: unknown[] = []) =>
  desktop.ask({ ask: 'emit', on, name, args })
const withInbox = { FAKE_API: JSON.stringify({ 'overview.get': overview(), 'inboxes.list': [inbox('1', 'Support')] }) }

describe('closing the window', () => {
  it('leaves Postdesk at work in the tray, and it opens again', async () => {
    const desktop = await started()
    await closeWindow(desktop)
    expect(await desktop.call('host.status')).toMatchObject({ ok: true, data: { polling: true } })
    await emit(desktop, 'tray', 'click')
    await desktop.heard('loaded')
    expect(await windows(desktop)).toMatchObject([{ destroyed: true }, { destroyed: false, shown: 1 }])
  })

  it('is explained the first time only', async () => {
    const desktop = await started({ main: 'scripted' })
    await closeWindow(desktop)
    expect(await desktop.heard('notified')).toMatchObject({ title: 'Postdesk keeps running' })
    await emit(desktop, 'notification', 'click')
    await desktop.heard('loaded')
    await closeWindow(desktop)
    await emit(desktop, 'app', 'activate')
    await desktop.heard('loaded')
    expect(await desktop.ask({ ask: 'notifications' })).toHaveLength(1)
  })

  it('ends Postdesk where no tray would show it', async () => {
    const desktop = await started({ hasTray: false })
    await closeWindow(desktop)
    expect(await desktop.ended).toBe(0)
  })

  it('ends Postdesk where the icon cannot be made', async () => {
    const desktop = await started({ main: 'scripted', env: { FAKE_TRAY_FAILS: '1' } })
    await closeWindow(desktop)
    expect(await desktop.ended).toBe(0)
  })

  it('ends Postdesk for who wants it so', async () => {
    const desktop = await started()
    expect(await desktop.call('desktop.savePreferences', { values: { keepRunning: false } })).toMatchObject({
      ok: true,
    })
    await closeWindow(desktop)
    expect(await desktop.ended).toBe(0)
  })

  it('asks first when something is not saved', async () => {
    const desktop = await started({ main: 'scripted' })
    await desktop.ask({ ask: 'set', on: 'window', values: { unsaved: true } })
    await closeWindow(desktop)
    expect(await desktop.heard('dialog')).toMatchObject({ buttons: ['Discard', 'Go on editing'], cancelId: 1 })
    expect(await openOnes(desktop)).toBe(1)
    await desktop.ask({ ask: 'press', buttons: [0] })
    await closeWindow(desktop)
    expect(await openOnes(desktop)).toBe(0)
  })
})

describe('a second start', () => {
  it('brings the window to the front and ends itself, without touching the store', async () => {
    const desktop = await started()
    await desktop.ask({ ask: 'set', on: 'window', values: { minimized: true } })
    await emit(desktop, 'app', 'second-instance', [['postdesk'], '/'])
    expect(await windows(desktop)).toMatchObject([{ shown: 2, minimized: false }])

    const second = start({ env: { FAKE_SECOND_INSTANCE: '1' } })
    expect(await second.ended).toBe(0)
    expect(second.messages).toEqual([])
  })

  it('opens the window that was closed', async () => {
    const desktop = await started()
    await closeWindow(desktop)
    await emit(desktop, 'app', 'second-instance', [['postdesk'], '/'])
    await desktop.heard('loaded')
    expect(await openOnes(desktop)).toBe(1)
  })

  it('at login shows nothing', async () => {
    const desktop = await started()
    await emit(desktop, 'app', 'second-instance', [['postdesk', '--hidden'], '/'])
    expect(await windows(desktop)).toMatchObject([{ shown: 1 }])
  })
})

describe('a start at login', () => {
  it('shows an icon in the tray and no window', async () => {
    const desktop = start({ main: 'scripted', args: ['--hidden'], env: withInbox })
    await soon(() => desktop.ask({ ask: 'trays' })).toHaveLength(1)
    expect(await windows(desktop)).toEqual([])
    await emit(desktop, 'tray', 'click')
    await desktop.heard('loaded')
    expect(await openOnes(desktop)).toBe(1)
  })

  it('of macOS is known by what the system says', async () => {
    const env = { FAKE_PLATFORM: 'darwin', FAKE_OPENED_AT_LOGIN: '1' }
    const desktop = start({ main: 'scripted', env })
    await soon(() => desktop.ask({ ask: 'trays' })).toHaveLength(1)
    expect(await windows(desktop)).toEqual([])
  })

  it('leaves a small window where there is no tray', async () => {
    const desktop = start({ main: 'scripted', args: ['--hidden'], hasTray: false, env: { FAKE_HURRY: '50' } })
    await desktop.heard('loaded')
    expect(await windows(desktop)).toMatchObject([{ minimized: true, shown: 0 }])
  })
})

describe('the end of Postdesk', () => {
  it('closes the window, then what runs and the store, then ends', async () => {
    const desktop = await started({ main: 'scripted' })
    await desktop.heard('called')
    await desktop.ask({ ask: 'do', on: 'app', name: 'quit' })
    expect(await desktop.heard('closed')).toBe(true)
    expect(await desktop.ended).toBe(0)
    expect(desktop.messages.filter(message => 'closing' in message)).toHaveLength(1)
  })

  it('releases the store of the real engine', async () => {
    const desktop = await started()
    await desktop.ask({ ask: 'do', on: 'app', name: 'quit' })
    expect(await desktop.ended).toBe(0)
    const next = await started({ dataDir: desktop.dataDir })
    expect(await next.call('inboxes.list')).toEqual({ ok: true, data: [] })
  })

  it('can be taken back by who has not saved yet', async () => {
    const desktop = await started({ main: 'scripted' })
    await desktop.ask({ ask: 'set', on: 'window', values: { unsaved: true } })
    await desktop.ask({ ask: 'do', on: 'app', name: 'quit' })
    await desktop.heard('dialog')
    expect(await openOnes(desktop)).toBe(1)
    // And then the window closes into the tray as ever.
    await desktop.ask({ ask: 'press', buttons: [0] })
    await closeWindow(desktop)
    await emit(desktop, 'app', 'activate')
    await desktop.heard('loaded')
    expect(desktop.messages.some(message => 'closing' in message)).toBe(false)
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('comes by %s without a question', async signal => {
    const desktop = await started({ main: 'scripted' })
    await desktop.ask({ ask: 'set', on: 'window', values: { unsaved: true } })
    desktop.child.kill(signal)
    await desktop.heard('closed')
    expect(await desktop.ended).toBe(0)
    expect(desktop.messages.some(message => 'dialog' in message)).toBe(false)
  })

  it('comes when the system shuts down, which waits for it', async () => {
    const desktop = await started({ main: 'scripted' })
    expect(await emit(desktop, 'powerMonitor', 'shutdown')).toBe(true)
    expect(await desktop.ended).toBe(0)
  })

  it('comes when the session of Windows ends', async () => {
    const desktop = await started({ main: 'scripted' })
    await emit(desktop, 'window', 'session-end')
    await desktop.heard('closed')
    expect(await desktop.ended).toBe(0)
  })

  it('comes in order when an update closed the window before', async () => {
    const desktop = await started({ main: 'scripted' })
    await closeWindow(desktop)
    await desktop.ask({ ask: 'do', on: 'app', name: 'quit' })
    await desktop.heard('closed')
    expect(await desktop.ended).toBe(0)
  })

  it('comes when the launcher before it has gone', async () => {
    const desktop = await started({ main: 'scripted' })
    desktop.child.disconnect()
    expect(await desktop.ended).toBe(0)
  })

  it('opens no window any more', async () => {
    const desktop = await started({ main: 'scripted', env: { FAKE_CLOSE_HANGS: '1' } })
    await soon(() => desktop.ask({ ask: 'trays' })).toHaveLength(1)
    await desktop.ask({ ask: 'do', on: 'app', name: 'quit' })
    await desktop.heard('closing')
    await emit(desktop, 'app', 'second-instance', [['postdesk'], '/'])
    await desktop.ask({ ask: 'do', on: 'app', name: 'quit' })
    expect(await openOnes(desktop)).toBe(0)
    expect(await desktop.ask({ ask: 'trays' })).toMatchObject([{ destroyed: true }])
    expect(desktop.messages.filter(message => 'closing' in message)).toHaveLength(1)
  })

  it('comes after 15 seconds whatever hangs', async () => {
    const desktop = await started({ main: 'scripted', env: { FAKE_CLOSE_HANGS: '1', FAKE_HURRY: '50' } })
    const askedAt = Date.now()
    await desktop.ask({ ask: 'do', on: 'app', name: 'quit' })
    expect(await desktop.ended).toBe(0)
    // Fifty times as fast: 300 ms.
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(290)
    expect(Date.now() - askedAt).toBeLessThan(10_000)
  })
})

describe('what breaks', () => {
  const logOf = (desktop: Desktop) =>
    readFileSync(join(desktop.dataDir, 'logs', 'crash.log'), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))

  it('is noted with its place and without its words, and Postdesk goes on', async () => {
    const desktop = await started({ main: 'scripted' })
    desktop.child.send({ throws: 'the password of anna@example.org is hunter2' })
    desktop.child.send({ rejects: 'the password of anna@example.org is hunter2' })
    await emit(desktop, 'app', 'child-process-gone', [{ type: 'GPU', reason: 'crashed', exitCode: 1 }])
    await emit(desktop, 'app', 'child-process-gone', [{ type: 'Utility', reason: 'clean-exit', exitCode: 0 }])
    await emit(desktop, 'contents', 'render-process-gone', [{ reason: 'oom', exitCode: 9 }])
    await soon(() => logOf(desktop).length).toBe(4)
    expect(
      logOf(desktop)
        .map(({ event }) => event)
        .toSorted(),
    ).toEqual(['page-gone', 'process-gone', 'uncaught-exception', 'unhandled-rejection'])
    for (const entry of logOf(desktop)) expect(entry).toMatchObject({ version: '9.8.7', at: expect.any(String) })
    expect(logOf(desktop).find(({ event }) => event === 'uncaught-exception')).toMatchObject({
      name: 'Error',
      stack: expect.stringContaining('child-desktop.ts'),
    })
    expect(JSON.stringify(logOf(desktop))).not.toMatch(/hunter2|anna@/)
  })

  it('is sent nowhere', () => {
    for (const file of ['main/index.js', 'preload/index.cjs']) {
      expect(readFileSync(join(import.meta.dirname, '../../out', file), 'utf8')).not.toContain('crashReporter')
    }
  })
})
