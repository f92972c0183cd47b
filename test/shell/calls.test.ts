import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OWN_PAGE, soon, started } from './desktop-under-test.ts'

describe('calls of the window', () => {
  const call = (frame: unknown, args: unknown[]) => ({ ask: 'invoke', channel: 'postdesk:call', frame, args })

  it('are answered by the engine', async () => {
    const desktop = await started()
    expect(await desktop.call('host.status')).toMatchObject({
      ok: true,
      data: { host: 'desktop', dataDir: desktop.dataDir, polling: true },
    })
    expect(await desktop.call('inboxes.get', { id: '404' })).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  it.each([
    ['a page from elsewhere', { url: 'https://evil.example/', parent: null }],
    ['a page with our name in its address', { url: 'https://evil.example/app://postdesk/', parent: null }],
    ['a host that begins like ours', { url: 'app://postdesk.evil/', parent: null }],
    ['the frame of a mail', { url: 'app://postdesk/index.html', parent: {} }],
    ['a frame that has gone', null],
  ])('are refused to %s', async (_who, frame) => {
    const desktop = await started({ main: 'scripted' })
    expect(await desktop.ask(call(frame, ['inboxes.list', {}]))).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' },
    })
  })

  it('are refused without a name', async () => {
    const desktop = await started({ main: 'scripted' })
    expect(await desktop.ask(call(OWN_PAGE, [{}]))).toMatchObject({ ok: false })
  })
})

describe('what happens', () => {
  const changed = (id: string) => ({ happens: { name: 'ticket.changed', data: { id } } })

  it('is told to the window in batches, several about one thing as one', async () => {
    const desktop = await started({ main: 'scripted' })
    for (let time = 0; time < 5; time += 1) desktop.child.send(changed('1'))
    await soon(() => desktop.ask({ ask: 'sent' })).toEqual([
      {
        channel: 'postdesk:event',
        batch: { revision: 1, events: [{ name: 'ticket.changed', data: { id: '1' } }] },
      },
    ])
  })

  it('while the window is closed is not kept for the next one, which asks for everything anyway', async () => {
    const desktop = await started({ main: 'scripted' })
    await desktop.ask({ ask: 'do', on: 'window', name: 'close' })
    desktop.child.send(changed('1'))
    await desktop.ask({ ask: 'emit', on: 'app', name: 'activate' })
    await desktop.heard('loaded')
    desktop.child.send(changed('2'))
    await soon(() => desktop.ask({ ask: 'sent' })).toMatchObject([
      { batch: { revision: 1, events: [{ data: { id: '2' } }] } },
    ])
  })
})

describe('the built preload', () => {
  it('requires nothing but electron and exposes two functions', async () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../out/preload/index.cjs'), 'utf8')
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
    const batch = { revision: 1, events: [{ name: 'people.changed', data: {} }] }
    const stop = exposed['postdesk']?.['on']?.((...args: unknown[]) => heard.push(args))
    listeners.get('postdesk:event')?.({ sender: 'must not leak' }, batch)
    expect(heard).toEqual([[batch]])
    if (typeof stop === 'function') stop()
    expect(listeners.size).toBe(0)
  })
})
