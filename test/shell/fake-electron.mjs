import { EventEmitter } from 'node:events'

/**
 * As much of Electron as our shell touches, driven by process messages: the test asks `{id, ask, ...}` and gets
 * `{id, answer}`. Only Electron's own code is missing; every line of ours runs.
 */
const seen = { windows: [], quits: 0, exits: [], schemes: [], errors: [], sent: [] }
const handlers = new Map()
let files = null
let beforeRequest = null
let permission = null

class App extends EventEmitter {
  requestSingleInstanceLock() {
    return process.env['FAKE_SECOND_INSTANCE'] !== '1'
  }
  whenReady() {
    return Promise.resolve()
  }
  getPath(name) {
    return `/fake/${name}`
  }
  /** As Electron does: listeners may hold the quit back once. */
  quit() {
    seen.quits += 1
    let held = false
    this.emit('before-quit', {
      preventDefault: () => {
        held = true
      },
    })
    if (!held) setImmediate(() => process.exit(0))
  }
  exit(code) {
    process.exit(code)
  }
}

export class BrowserWindow extends EventEmitter {
  constructor(options) {
    super()
    this.options = options
    this.shown = 0
    this.webContents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: handler => {
        this.openHandler = handler
      },
      send: (channel, fact) => seen.sent.push({ channel, fact }),
    })
    seen.windows.push(this)
  }
  isMinimized() {
    return false
  }
  isDestroyed() {
    return false
  }
  restore() {}
  focus() {}
  show() {
    this.shown += 1
  }
  async loadURL(url) {
    this.url = url
    this.emit('ready-to-show')
    process.send?.({ loaded: url })
  }
}

export const app = new App()
export const ipcMain = {
  handle: (channel, handler) => handlers.set(channel, handler),
  removeHandler: channel => handlers.delete(channel),
}
export const protocol = { registerSchemesAsPrivileged: schemes => seen.schemes.push(...schemes) }
export const session = {
  defaultSession: {
    protocol: {
      handle: (_scheme, handler) => {
        files = handler
      },
    },
    webRequest: {
      onBeforeRequest: handler => {
        beforeRequest = handler
      },
    },
    setPermissionRequestHandler: handler => {
      permission = handler
    },
    setPermissionCheckHandler() {},
  },
}
export const dialog = { showErrorBox: (title, text) => process.send?.({ errorBox: { title, text } }) }
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => process.env['FAKE_NO_KEY_STORE'] !== '1',
  encryptStringAsync: async plain => Buffer.from([...plain].reverse().join('')),
  decryptStringAsync: async bytes => ({ result: [...bytes.toString()].reverse().join(''), shouldReEncrypt: false }),
}

function prevented(emitter, name) {
  let stopped = false
  emitter.emit(name, {
    preventDefault: () => {
      stopped = true
    },
  })
  return stopped
}

const answers = {
  window: () => ({
    count: seen.windows.length,
    preferences: seen.windows[0].options.webPreferences,
    shown: seen.windows[0].shown,
    navigationRefused: prevented(seen.windows[0].webContents, 'will-navigate'),
    openRefused: seen.windows[0].openHandler({ url: 'https://evil.example/' }),
    schemes: seen.schemes,
  }),
  invoke: ({ channel, frame, args }) => handlers.get(channel)({ senderFrame: frame }, ...args),
  file: async ({ url }) => {
    const response = await files({ url })
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
  },
  request: ({ url }) => new Promise(resolve => beforeRequest({ url }, resolve)),
  permission: ({ name }) => new Promise(resolve => permission({}, name, resolve)),
  sent: () => seen.sent.splice(0),
  emit: ({ name }) => {
    app.emit(name)
  },
  quit: () => {
    app.quit()
  },
}

process.on('message', async message => {
  if (typeof message !== 'object' || !answers[message.ask]) return
  process.send?.({ id: message.id, answer: (await answers[message.ask](message)) ?? null })
})
