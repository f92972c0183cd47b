import { join } from 'node:path'
import { app, dialog, Menu, session } from 'electron'
import type { Api } from '../../api/api.ts'
import { describeError } from '../../engine/errors.ts'
import { makeDataFolder, othersCanEnter } from '../../engine/index.ts'
import type { Desktop, Log, Secrets } from '../../engine/ports.ts'
import { defaultDataDir } from '../data-dir.ts'
import { registerAppScheme, serveAppFiles } from './app-protocol.ts'
import { chooseSecrets } from './choose-secrets.ts'
import { type CrashLog, createCrashLog } from './crash-log.ts'
import { createDesktop } from './desktop-port.ts'
import { guardPages } from './guard-pages.ts'
import { guardSession } from './guard-session.ts'
import { menuTemplate } from './menu-template.ts'
import { openPreferences } from './preferences.ts'
import { runInTray } from './run-in-tray.ts'
import { HIDDEN, startAtLogin, startedHidden } from './start-at-login.ts'
import { createTexts, type Texts } from './texts/texts.ts'
import { watchCrashes } from './watch-crashes.ts'

export type OpenApi = (
  ports: { readonly secrets: Secrets; readonly desktop: Desktop },
  dirs: { readonly dataDir: string; readonly resourcesDir: string },
) => Promise<{ readonly api: Api; close(): Promise<void> }>

export type DesktopOptions = {
  readonly openApi: OpenApi
  /** Folder of the built main process; the preload and the screens lie beside it. */
  readonly bundleDir: string
  readonly log: Log
}

/** As `appId` in package.json: Windows shows notifications only of an application that it knows by this name. */
const APP_ID = 'invalid.postdesk.app'

/**
 * Starts the desktop application. A second start brings the first one's window to the front and ends. Returns at once:
 * Electron is not ready before its entry file has been evaluated.
 */
export function startDesktop(options: DesktopOptions): void {
  try {
    const dataDir = defaultDataDir()
    // Beside the desk, so that each desk has one owner, and a desk that is moved takes its settings along.
    const profileDir = join(dataDir, 'desktop')
    makeDataFolder(profileDir)
    app.setPath('userData', profileDir)
    app.setAppUserModelId(APP_ID)
    if (!app.requestSingleInstanceLock()) {
      app.quit()
      return
    }
    const crashLog = createCrashLog(join(dataDir, 'logs', 'crash.log'), app.getVersion())
    watchCrashes(crashLog)
    registerAppScheme()
    guardPages()
    run(options, { dataDir, profileDir, crashLog }).catch(refuseToStart)
  } catch (error) {
    refuseToStart(error)
  }
}

function refuseToStart(error: unknown): void {
  dialog.showErrorBox(createTexts(app.getLocale())('cannotStart'), describeError(error))
  app.exit(1)
}

type Place = { readonly dataDir: string; readonly profileDir: string; readonly crashLog: CrashLog }

async function run({ openApi, bundleDir, log }: DesktopOptions, { dataDir, profileDir, crashLog }: Place) {
  const early = { wantsWindow: false }
  const noteEarly = (_event: unknown, argv: readonly string[]) => {
    early.wantsWindow ||= !argv.includes(HIDDEN)
  }
  app.on('second-instance', noteEarly)

  await app.whenReady()
  const texts = createTexts(app.getLocale())
  // In a package they lie beside the archive: the sample mailbox is copied, and the tray reads its icons as plain files.
  const resourcesDir = app.isPackaged ? process.resourcesPath : join(bundleDir, '../../resources')
  guardSession(session.defaultSession)
  serveAppFiles(session.defaultSession, join(bundleDir, '../renderer'))
  setMenu(texts)

  const secrets = await chooseSecrets(dataDir, texts)
  if (!secrets) return app.exit(0)
  const preferences = openPreferences(join(profileDir, 'preferences.json'), log)
  const engine = await openApi(
    { secrets, desktop: createDesktop(preferences, startAtLogin(log)) },
    { dataDir, resourcesDir },
  )
  const warning = othersCanEnter(dataDir)
  if (warning !== null) log.warn('data-folder.open-to-others', { warning })
  app.off('second-instance', noteEarly)
  runInTray({
    ...engine,
    bundleDir,
    resourcesDir,
    profileDir,
    preferences,
    texts,
    log,
    crashLog,
    startHidden: startedHidden(process.argv) && !early.wantsWindow,
  })
}

function setMenu(texts: Texts): void {
  const { isPackaged } = app
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform: process.platform, isPackaged, texts })))
  app.setAboutPanelOptions({ applicationName: 'Postdesk', applicationVersion: app.getVersion() })
}
