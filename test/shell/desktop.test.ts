import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const at = (path: string) => resolve(import.meta.dirname, path)
const OWN = { url: 'app://postdesk/index.html', parent: null }
const builtRenderer = existsSync(at('../../out/renderer/index.html'))
const builtPreload = existsSync(at('../../out/preload/index.cjs'))

type Desktop = {
  readonly child: ChildProcess
  readonly messages: Record<string, unknown>[]
  ask(question: Record<string, unknown>): Promise<unknown>
  /** The first message that has this key. */
  heard(key: string): Promise<unknown>
}
const running: ChildProcess[] = []

function start(env: Record<string, string> = {}): Desktop {
  const child = fork(at('child-desktop.ts'), {
    execArgv: ['--import', at('register.mjs')],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  running.push(child)
  const messages: Record<string, unknown>[] = []
  child.on('message', message => messages.push(message as Record<string, unknown>))
  let lastId = 0
  const find = async (fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> => {
    for (;;) {
      const found = messages.find(fits)
      if (found) return found
      await once(child, 'message')
    }
  }
  return {
    child,
    messages,
    async ask(question) {
      lastId += 1
      const id = lastId
      child.send({ ...question, id })
      return (await find(message => message['id'] === id))['answer']
    },
    heard: async key => (await find(message => key in message))[key],
  }
}

async function started(): Promise<Desktop> {
  const desktop = start()
  await desktop.heard('loaded')
  return desktop
}

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

describe('the window of the desktop', () => {
  it('is one sandboxed page that goes nowhere else', async () => {
    const desktop = await started()
    expect(await desktop.ask({ ask: 'window' })).toMatchObject({
      count: 1,
      shown: 1,
      navigationRefused: true,
      openRefused: { action: 'deny' },
      preferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
      schemes: [{ scheme: 'app', privileges: { standard: true, secure: true } }],
    })
    expect(await desktop.heard('loaded')).toBe('app://postdesk/index.html')
  })

  it('gets no permission and reaches no network', async () => {
    const desktop = await started()
    expect(await desktop.ask({ ask: 'permission', name: 'media' })).toBe(false)
    for (const url of ['https://evil.example/a.png', 'http://127.0.0.1/', 'file:///etc/passwd', 'app://other/']) {
      expect(await desktop.ask({ ask: 'request', url })).toEqual({ cancel: true })
    }
    for (const url of ['app://postdesk/index.html', 'data:image/png;base64,', 'blob:app://postdesk/1']) {
      expect(await desktop.ask({ ask: 'request', url })).toEqual({ cancel: false })
    }
  })

  it('gets no file from outside the built screens', async () => {
    const desktop = await started()
    for (const path of ['/../main/index.js', '/%2e%2e/preload/index.cjs', '/missing.js']) {
      expect(await desktop.ask({ ask: 'file', url: `app://postdesk${path}` })).toMatchObject({ status: 404 })
    }
    expect(await desktop.ask({ ask: 'file', url: 'app://other/index.html' })).toMatchObject({ status: 404 })
  })

  it.skipIf(!builtRenderer)('gets the built screens with a policy that allows no connection', async () => {
    const desktop = await started()
    const page = await desktop.ask({ ask: 'file', url: 'app://postdesk/index.html' })
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<title>Postdesk</title>') })
    expect(page).toHaveProperty(['headers', 'content-security-policy'], expect.stringContaining("connect-src 'none'"))
  })
})

describe('calls of the window', () => {
  const call = (frame: unknown, args: unknown[]) => ({ ask: 'invoke', channel: 'postdesk:call', frame, args })

  it('are answered', async () => {
    const desktop = await started()
    expect(await desktop.ask(call(OWN, ['inboxes.get', { id: '1' }]))).toMatchObject({
      ok: true,
      data: { name: 'Support' },
    })
  })

  it.each([
    ['a page from elsewhere', { url: 'https://evil.example/', parent: null }],
    ['a page with our name in its address', { url: 'https://evil.example/app://postdesk/', parent: null }],
    ['a host that begins like ours', { url: 'app://postdesk.evil/', parent: null }],
    ['the frame of a mail', { url: 'app://postdesk/index.html', parent: {} }],
    ['a frame that has gone', null],
  ])('are refused to %s', async (_who, frame) => {
    const desktop = await started()
    expect(await desktop.ask(call(frame, ['inboxes.list', {}]))).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' },
    })
  })

  it('are refused without a name', async () => {
    const desktop = await started()
    expect(await desktop.ask(call(OWN, [{}]))).toMatchObject({ ok: false })
  })
})

describe('the life of the desktop', () => {
  it('relays events, several about one thing as one', async () => {
    const desktop = await started()
    desktop.child.send('emit')
    await expect
      .poll(() => desktop.ask({ ask: 'sent' }), { timeout: 5_000 })
      .toEqual([
        {
          channel: 'postdesk:event',
          fact: { revision: 1, events: [{ name: 'ticket.changed', data: { id: '1' } }] },
        },
      ])
  })

  it('closes the store before it ends', async () => {
    const desktop = await started()
    const ended = once(desktop.child, 'exit')
    await desktop.ask({ ask: 'quit' })
    expect(await desktop.heard('closed')).toBe(true)
    expect((await ended)[0]).toBe(0)
  })

  it('shows its window again when started a second time', async () => {
    const desktop = await started()
    await desktop.ask({ ask: 'emit', name: 'second-instance' })
    expect(await desktop.ask({ ask: 'window' })).toMatchObject({ count: 1, shown: 2 })
  })

  it('ends at once as the second instance, without touching the store', async () => {
    const desktop = start({ FAKE_SECOND_INSTANCE: '1' })
    expect((await once(desktop.child, 'exit'))[0]).toBe(0)
    expect(desktop.messages).toEqual([])
  })

  it('says why it cannot start', async () => {
    const desktop = start({ FAKE_BROKEN_STORE: '1' })
    const ended = once(desktop.child, 'exit')
    expect(await desktop.heard('errorBox')).toMatchObject({ text: 'The store belongs to another process.' })
    expect((await ended)[0]).toBe(1)
  })

  it('seals secrets with the key store of the system, and says when a secret is not its own', async () => {
    const desktop = start({ POSTDESK_DATA: '/fake/desk' })
    expect(await desktop.heard('opened')).toMatchObject({
      dataDir: '/fake/desk',
      sealed: expect.stringMatching(/^safe-storage:1:/),
      unsealed: 'pässword',
      foreign: 'secret-unreadable',
    })
  })

  it('seals nothing without a key store', async () => {
    const desktop = start({ FAKE_NO_KEY_STORE: '1' })
    expect(await desktop.heard('opened')).toMatchObject({ sealed: expect.stringContaining('key store') })
  })
})

describe.skipIf(!builtPreload)('the built preload', () => {
  it('requires nothing but electron and exposes two functions', async () => {
    const text = readFileSync(at('../../out/preload/index.cjs'), 'utf8')
    const required: string[] = []
    const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {}
    const invoked: unknown[] = []
    const listeners = new Map<string, (event: unknown, fact: unknown) => void>()
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: (typeof exposed)[string]) => (exposed[name] = value) },
      ipcRenderer: {
        invoke: (...args: unknown[]) => invoked.push(args),
        on: (channel: string, listener: (event: unknown, fact: unknown) => void) => listeners.set(channel, listener),
        off: (channel: string) => listeners.delete(channel),
      },
    }
    new Function('require', 'module', 'exports', text)(
      (name: string) => {
        required.push(name)
        return electron
      },
      { exports: {} },
      {},
    )
    expect([...new Set(required)]).toEqual(['electron'])
    expect(Object.keys(exposed)).toEqual(['postdesk'])
    expect(Object.keys(exposed['postdesk'] ?? {}).sort()).toEqual(['call', 'on'])

    exposed['postdesk']?.['call']?.('inboxes.list', {})
    expect(invoked).toEqual([['postdesk:call', 'inboxes.list', {}]])

    const heard: unknown[] = []
    const stop = exposed['postdesk']?.['on']?.((...args: unknown[]) => heard.push(args))
    listeners.get('postdesk:event')?.({ sender: 'must not leak' }, { name: 'people.changed', data: {} })
    expect(heard).toEqual([[{ name: 'people.changed', data: {} }]])
    if (typeof stop === 'function') stop()
    expect(listeners.size).toBe(0)
  })
})
