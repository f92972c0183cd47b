import { EventEmitter } from 'node:events'

/**
 * As much of Electron as carries the contract, in one process: what crosses is copied as Electron copies it (the
 * structured clone: functions throw, bigint and NaN pass).
 */
type Handler = (event: { senderFrame: unknown }, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()
const page = new EventEmitter()
const ownFrame = { url: 'app://postdesk/index.html', parent: null }
const exposed = new Map<string, unknown>()

export const ipcMain = {
  handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
  removeHandler: (channel: string) => void handlers.delete(channel),
}

export const ipcRenderer = {
  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return structuredClone(await handler({ senderFrame: ownFrame }, ...structuredClone(args)))
  },
  on: (channel: string, listener: (...args: unknown[]) => void) => void page.on(channel, listener),
  off: (channel: string, listener: (...args: unknown[]) => void) => void page.off(channel, listener),
}

export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown) => void exposed.set(name, value),
}

export const protocol = {}

/** What the preload gave to the page. */
export function exposedAs(name: string): unknown {
  return exposed.get(name)
}

export class FakeWindow extends EventEmitter {
  readonly webContents = {
    send: (channel: string, value: unknown) => void page.emit(channel, {}, structuredClone(value)),
  }
  isDestroyed(): boolean {
    return false
  }
}
