import { EventEmitter } from 'node:events'

/**
 * As much of Electron as our shell touches, driven by process messages: the test asks `{id, ask, ...}` and gets
 * `{id, answer}`. Only Electron's own code is missing; every line of ours runs. What the system would be is told by
 * the environment (`FAKE_…`), what a person would press by `press`; `FAKE_HURRY=50` makes time pass fifty times
 * as fast.
 */
const env = process.env
if (env['FAKE_PLATFORM']) Object.defineProperty(process, 'platform', { value: env['FAKE_PLATFORM'] })
if (env['FAKE_HURRY']) {
  const times = Number(env['FAKE_HURRY'])
  const { setTimeout } = globalThis
  const { now } = Date
  const startedAt = now()
  globalThis.setTimeout = (run, ms, ...args) => setTimeout(run, ms / times, ...args)
  Date.now = () => startedAt + (now() - startedAt) * times
}
if (env['FAKE_PACKAGED'] === '1') process.resourcesPath = env['FAKE_RESOURCES'] ?? '/fake/resources'

const seen = {
  windows: [],
  trays: [],
  notifications: [],
  dialogs: [],
  links: [],
  sent: [],
  schemes: [],
  /** What was said to `app`, by the name of the method. */
  app: {},
  menu: null,
}
/** Answers to dialogs to come: the number of a button. */
const answersToCome = JSON.parse(env['FAKE_ANSWERS'] ?? '[]')
const handlers = new Map()
const open = new Set()

function event(more = {}) {
  const made = { ...more, defaultPrevented: false }
  made.preventDefault = () => {
    made.defaultPrevented = true
  }
  return made
}
function isPrevented(emitter, name, more, ...args) {
  const made = event(more)
  emitter.emit(name, made, ...args)
  return made.defaultPrevented
}

class App extends EventEmitter {
  isPackaged = env['FAKE_PACKAGED'] === '1'
  isQuitting = false
  loginItem = { openAtLogin: false }
  requestSingleInstanceLock() {
    return env['FAKE_SECOND_INSTANCE'] !== '1'
  }
  whenReady() {
    return Promise.resolve()
  }
  getPath(name) {
    return env[`FAKE_PATH_${name}`] ?? `/fake/${name}`
  }
  getAppPath() {
    return '/fake/app'
  }
  getVersion() {
    return '9.8.7'
  }
  getLocale() {
    return env['FAKE_LOCALE'] ?? 'en-US'
  }
  getLoginItemSettings(options) {
    seen.app.askedLoginItem = options ?? null
    return { ...this.loginItem, wasOpenedAtLogin: env['FAKE_OPENED_AT_LOGIN'] === '1' }
  }
  setLoginItemSettings(settings) {
    seen.app.loginItem = settings
    this.loginItem = { openAtLogin: settings.openAtLogin }
  }
  /** As Electron does: windows first, then `will-quit`, and either may hold it back. */
  quit() {
    if (isPrevented(this, 'before-quit')) return
    this.isQuitting = true
    for (const window of [...open]) window.close()
    if (open.size > 0 || isPrevented(this, 'will-quit')) {
      this.isQuitting = false
      return
    }
    setImmediate(() => process.exit(0))
  }
  exit(code) {
    process.exit(code)
  }
}
for (const name of ['setPath', 'setAppUserModelId', 'enableSandbox', 'setBadgeCount', 'setAboutPanelOptions']) {
  App.prototype[name] = (...args) => {
    seen.app[name] = args
  }
}
export const app = new App()

class Contents extends EventEmitter {
  scripts = []
  reloads = 0
  openHandler = null
  setWindowOpenHandler(handler) {
    this.openHandler = handler
  }
  send(channel, batch) {
    seen.sent.push({ channel, batch })
    process.send?.({ toPage: { channel, batch } })
  }
  reload() {
    this.reloads += 1
  }
  async executeJavaScript(code) {
    this.scripts.push(code)
  }
}

export class BrowserWindow extends EventEmitter {
  webContents = new Contents()
  shown = 0
  focused = env['FAKE_UNFOCUSED'] !== '1'
  minimized = false
  maximized = false
  destroyed = false
  unsaved = false
  constructor(options) {
    super()
    this.options = options
    this.ground = options.backgroundColor
    this.bounds = { x: options.x ?? 50, y: options.y ?? 50, width: options.width, height: options.height }
    seen.windows.push(this)
    open.add(this)
    app.emit('browser-window-created', event(), this)
    app.emit('web-contents-created', event(), this.webContents)
  }
  isMinimized() {
    return this.minimized
  }
  isMaximized() {
    return this.maximized
  }
  isDestroyed() {
    return this.destroyed
  }
  isFocused() {
    return this.focused
  }
  getNormalBounds() {
    return this.bounds
  }
  maximize() {
    this.maximized = true
  }
  minimize() {
    this.minimized = true
  }
  restore() {
    this.minimized = false
  }
  focus() {}
  show() {
    this.shown += 1
  }
  setBackgroundColor(colour) {
    this.ground = colour
  }
  async loadURL(url) {
    this.url = url
    await Promise.resolve()
    this.emit('ready-to-show')
    process.send?.({ loaded: url })
  }
  close() {
    if (isPrevented(this, 'close')) return
    if (this.unsaved && !isPrevented(this.webContents, 'will-prevent-unload')) return
    this.destroy()
  }
  destroy() {
    if (this.destroyed) return
    this.destroyed = true
    open.delete(this)
    this.emit('closed')
    if (open.size === 0 && !app.isQuitting) app.emit('window-all-closed')
  }
}

export class Tray extends EventEmitter {
  constructor(image) {
    super()
    if (env['FAKE_TRAY_FAILS'] === '1') throw new Error('no tray')
    Object.assign(this, { image, toolTip: '', menu: null, destroyed: false })
    seen.trays.push(this)
  }
  setImage(image) {
    this.image = image
  }
  setToolTip(text) {
    this.toolTip = text
  }
  setContextMenu(menu) {
    this.menu = menu
  }
  destroy() {
    this.destroyed = true
  }
}

export class Notification extends EventEmitter {
  static isSupported() {
    return env['FAKE_NO_NOTIFICATIONS'] !== '1'
  }
  constructor(options) {
    super()
    this.options = options
  }
  show() {
    seen.notifications.push(this)
    process.send?.({ notified: this.options })
  }
}

export const Menu = {
  buildFromTemplate: template => ({ template }),
  setApplicationMenu: menu => {
    seen.menu = menu
  },
}
export const nativeImage = {
  createFromPath: path => ({
    path,
    template: false,
    setTemplateImage(on) {
      this.template = on
    },
  }),
}
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: env['FAKE_DARK'] === '1' })
export const powerMonitor = new EventEmitter()
const displays = JSON.parse(env['FAKE_DISPLAYS'] ?? '[{"x":0,"y":0,"width":1920,"height":1040}]')
export const screen = {
  getPrimaryDisplay: () => ({ workArea: displays[0] }),
  getAllDisplays: () => displays.map(workArea => ({ workArea })),
}
export const shell = {
  async openExternal(url) {
    if (env['FAKE_NO_BROWSER'] === '1') throw new Error('no application')
    seen.links.push(url)
  },
}
export const ipcMain = {
  handle: (channel, handler) => handlers.set(channel, handler),
  removeHandler: channel => handlers.delete(channel),
}
export const protocol = { registerSchemesAsPrivileged: schemes => seen.schemes.push(...schemes) }

const guards = {}
const keep = name => handler => {
  guards[name] = handler
}
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    protocol: { handle: (_scheme, handler) => keep('file')(handler) },
    webRequest: { onBeforeRequest: keep('request') },
    setPermissionRequestHandler: keep('permissionRequest'),
    setPermissionCheckHandler: keep('permissionCheck'),
    setDevicePermissionHandler: keep('device'),
  }),
}

function answerDialog(args) {
  const options = args.at(-1)
  seen.dialogs.push(options)
  process.send?.({ dialog: options })
  return answersToCome.shift() ?? options.cancelId
}
export const dialog = {
  showErrorBox: (title, text) => process.send?.({ errorBox: { title, text } }),
  showMessageBoxSync: (...args) => answerDialog(args),
  showMessageBox: async (...args) => ({ response: answerDialog(args) }),
}

/** Sealed as Chromium does on Linux: `v11` with a key of the key store, `v10` with one that everybody knows. */
export const safeStorage = {
  getSelectedStorageBackend: () => env['FAKE_KEY_STORE'] ?? 'gnome_libsecret',
  isAsyncEncryptionAvailable: async () => env['FAKE_KEY_STORE_LOCKED'] !== '1',
  encryptStringAsync: async plain => Buffer.from((env['FAKE_SEALS_WITH'] ?? 'v11') + [...plain].reverse().join('')),
  decryptStringAsync: async bytes => ({
    result: [...bytes.toString().slice(3)].reverse().join(''),
    shouldReEncrypt: false,
  }),
}

const targets = () => ({
  app,
  window: seen.windows.at(-1),
  contents: seen.windows.at(-1)?.webContents,
  tray: seen.trays.at(-1),
  nativeTheme,
  powerMonitor,
  session: session.defaultSession,
  notification: seen.notifications.at(-1),
})

const answers = {
  windows: () =>
    seen.windows.map(({ url, shown, minimized, maximized, destroyed, options, ground, webContents }) => ({
      url,
      shown,
      minimized,
      maximized,
      destroyed,
      options,
      ground,
      reloads: webContents.reloads,
      scripts: webContents.scripts,
      opens: webContents.openHandler?.({ url: 'https://evil.example/' }),
    })),
  trays: () =>
    seen.trays.map(({ image, toolTip, menu, destroyed }) => ({
      icon: image.path.split('/').at(-1),
      file: image.path,
      template: image.template,
      toolTip,
      menu: menu?.template.map(({ label, enabled, type }) => (type === 'separator' ? '-' : { label, enabled })) ?? null,
      destroyed,
    })),
  seen: ({ what }) => seen[what],
  notifications: () => seen.notifications.map(({ options }) => options),
  invoke: ({ channel, frame, args }) => handlers.get(channel)?.({ senderFrame: frame }, ...args) ?? 'no handler',
  file: async ({ url }) => {
    const response = await guards.file({ url })
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
  },
  bytes: async ({ url }) => {
    const response = await guards.file({ url })
    const base64 = Buffer.from(await response.arrayBuffer()).toString('base64')
    return { status: response.status, headers: Object.fromEntries(response.headers), base64 }
  },
  request: ({ url }) => new Promise(resolve => guards.request({ url }, resolve)),
  permissions: async ({ name }) => [
    await new Promise(resolve => guards.permissionRequest({}, name, resolve)),
    guards.permissionCheck({}, name, 'app://postdesk'),
    guards.device({ deviceType: 'hid' }),
  ],
  download: ({ url }) => isPrevented(session.defaultSession, 'will-download', {}, { getURL: () => url }),
  sent: () => seen.sent.splice(0),
  /** Emits an event; true when somebody prevented what would follow. */
  emit: ({ on, name, event: more, args = [] }) => isPrevented(targets()[on], name, more, ...args),
  set: ({ on, values }) => {
    Object.assign(targets()[on], values)
  },
  do: ({ on, name, args = [] }) => {
    targets()[on][name](...args)
  },
  choose: ({ label }) => {
    seen.trays
      .at(-1)
      .menu.template.find(item => item.label === label)
      .click()
  },
  press: ({ buttons }) => {
    answersToCome.push(...buttons)
  },
}

process.on('message', async message => {
  if (typeof message !== 'object' || !answers[message.ask]) return
  process.send?.({ id: message.id, answer: (await answers[message.ask](message)) ?? null })
})
