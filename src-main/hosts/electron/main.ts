import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session } from 'electron'
import type { Api } from '../../api/api.ts'
import { describeError } from '../../engine/errors.ts'
import type { Secrets } from '../../engine/ports.ts'
import { defaultDataDir } from '../data-dir.ts'
import { lockSession, registerAppScheme, serveAppFiles } from './app-protocol.ts'
import { carryOverIpc } from './ipc.ts'
import { createSafeStorageSecrets } from './safe-storage-secrets.ts'
import { createWindow, START_ADDRESS } from './window.ts'

export type OpenApi = (secrets: Secrets, dataDir: string) => Promise<{ api: Api; close(): Promise<void> }>

export type DesktopOptions = {
  readonly openApi: OpenApi
  /** Folder of the built main process; the preload and the screens lie beside it. */
  readonly bundleDir: string
}

/**
 * Starts the desktop application. A second start brings the first one's window to the front and ends. Returns at once:
 * Electron is not ready before its entry file has been evaluated.
 */
export function startDesktop(options: DesktopOptions): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  registerAppScheme()
  run(options).catch(error => {
    dialog.showErrorBox('Postdesk cannot start', describeError(error))
    app.exit(1)
  })
}

async function run({ openApi, bundleDir }: DesktopOptions): Promise<void> {
  let window: BrowserWindow | null = null
  const show = () => {
    if (window?.isMinimized()) window.restore()
    window?.show()
    window?.focus()
  }
  app.on('second-instance', show)
  app.on('activate', show)

  await app.whenReady()
  serveAppFiles(session.defaultSession, join(bundleDir, '../renderer'))
  lockSession(session.defaultSession)

  const engine = await openApi(createSafeStorageSecrets(), defaultDataDir())
  const stopCarrying = carryOverIpc(engine.api, () => window)
  closeBeforeQuit(async () => {
    stopCarrying()
    await engine.close()
  })

  window = createWindow(join(bundleDir, '../preload/index.cjs'))
  window.on('closed', () => {
    window = null
  })
  app.on('window-all-closed', () => app.quit())
  await window.loadURL(START_ADDRESS)
}

/** The store is closed in order before the process ends: the first quit waits for it, the second one is real. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closing: 'not yet' | 'under way' | 'done' = 'not yet'
  app.on('before-quit', event => {
    if (closing === 'done') return
    event.preventDefault()
    if (closing === 'under way') return
    closing = 'under way'
    void close().finally(() => {
      closing = 'done'
      app.quit()
    })
  })
}
