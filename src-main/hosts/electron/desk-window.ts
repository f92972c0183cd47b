import { join } from 'node:path'
import { type BrowserWindow, dialog, nativeTheme } from 'electron'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { START_ADDRESS } from './app-protocol.ts'
import type { CrashLog } from './crash-log.ts'
import { readJsonFile } from './json-file.ts'
import { recoverPage } from './recover-page.ts'
import { rememberBounds } from './remember-bounds.ts'
import type { Texts } from './texts/texts.ts'
import { createWindow, groundColour } from './window.ts'
import { SavedWindow } from './window-bounds.ts'

export type DeskWindowOptions = {
  readonly bundleDir: string
  readonly resourcesDir: string
  readonly profileDir: string
  readonly log: Log
  readonly crashLog: CrashLog
  readonly texts: Texts
  /** Called with each window that is made. */
  readonly onOpened: (window: BrowserWindow) => void
  /** Somebody wanted to go on typing, so the window stays: whatever was to follow its closing must not. */
  readonly onStay: () => void
}

/** The one window, made anew whenever it is wanted after it was closed: a closed one costs no memory. */
export type DeskWindow = {
  /** Opens it or brings it to the front, at a screen's address (`#/errors`) or where it stands. */
  show(place?: string): void
  /** For a start in the background where there is no tray to open it from. */
  showMinimized(): void
  current(): BrowserWindow | null
  /** Does somebody look at it now? */
  isWatched(): boolean
  /** Closes it without asking anything. */
  destroy(): void
}

export function keepWindow({
  bundleDir,
  resourcesDir,
  profileDir,
  log,
  crashLog,
  texts,
  onOpened,
  onStay,
}: DeskWindowOptions): DeskWindow {
  const boundsFile = join(profileDir, 'window.json')
  let window: BrowserWindow | null = null
  nativeTheme.on('updated', () => window?.setBackgroundColor(groundColour()))

  const open = (place: string): BrowserWindow => {
    const opened = createWindow(
      join(bundleDir, '../preload/index.cjs'),
      join(resourcesDir, 'icon.png'),
      readJsonFile(boundsFile, SavedWindow, log),
    )
    window = opened
    opened.on('closed', () => {
      if (window === opened) window = null
    })
    opened.webContents.on('will-prevent-unload', event => {
      if (mayLeave(opened, texts)) event.preventDefault()
      else onStay()
    })
    rememberBounds(opened, boundsFile, log)
    recoverPage(opened, crashLog, texts)
    onOpened(opened)
    opened
      .loadURL(START_ADDRESS + place)
      .catch(error => log.error('desktop.page-failed', { error: describeError(error) }))
    return opened
  }

  return {
    show(place) {
      if (!window) {
        const opened = open(place ?? '')
        opened.once('ready-to-show', () => opened.show())
        return
      }
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      if (place !== undefined) void goTo(window, place, log)
    },
    showMinimized() {
      if (!window) open('').minimize()
    },
    current: () => window,
    isWatched: () => window?.isFocused() ?? false,
    destroy: () => window?.destroy(),
  }
}

/** A change of the fragment alone, so that what the page holds stays. */
async function goTo(window: BrowserWindow, place: string, log: Log): Promise<void> {
  try {
    await window.webContents.executeJavaScript(`location.hash = ${JSON.stringify(place)}`)
  } catch (error) {
    log.warn('desktop.page-not-led', { error: describeError(error) })
  }
}

/** Electron keeps a page with unsaved text open without a word unless somebody is asked. */
function mayLeave(window: BrowserWindow, texts: Texts): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    message: texts('leaveTitle'),
    detail: texts('leaveText'),
    buttons: [texts('leave'), texts('stay')],
    defaultId: 1,
    cancelId: 1,
  })
  return answer === 0
}
