import { join } from 'node:path'
import { app } from 'electron'
import type { Api } from '../../api/api.ts'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import type { CrashLog } from './crash-log.ts'
import { keepWindow } from './desk-window.ts'
import { answerCalls, relayToWindow } from './ipc.ts'
import { showNotification, startNotices } from './notices.ts'
import type { Preferences } from './preferences.ts'
import { quitInOrder } from './quit-in-order.ts'
import { HIDDEN } from './start-at-login.ts'
import type { Texts } from './texts/texts.ts'
import { createTray, type TrayActions } from './tray.ts'
import { holdTray } from './tray-holder.ts'
import { trayStatus } from './tray-status.ts'
import { watchDesk } from './watch-desk.ts'

export type RunOptions = {
  readonly api: Api
  /** Closes the store. */
  readonly close: () => Promise<void>
  readonly bundleDir: string
  readonly resourcesDir: string
  readonly profileDir: string
  readonly preferences: Preferences
  readonly texts: Texts
  readonly log: Log
  readonly crashLog: CrashLog
  readonly startHidden: boolean
}

/** Window, tray and notifications around an open desk: closing the window leaves the rest at work. */
export function runInTray(options: RunOptions): void {
  const { api, close, resourcesDir, preferences, texts, log, startHidden } = options
  const window = keepWindow({
    ...options,
    onOpened: opened => relayToWindow(api, opened),
    onStay: () => quit.stay(),
  })
  const show = (place?: string) => {
    if (!quit.isQuitting()) window.show(place)
  }
  const order = async (name: 'inboxes.poll' | 'polling.pause', input: unknown) => {
    const reply = await api.dispatch(name, input)
    if (!reply.ok) log.warn('desktop.order-refused', { name, code: reply.error.code })
    watching.look()
  }
  const actions: TrayActions = {
    open: show,
    checkAll: () => void order('inboxes.poll', {}),
    pause: paused => void order('polling.pause', { paused }),
    quit: () => app.quit(),
  }
  const tray = holdTray(() => createTray(join(resourcesDir, 'tray'), texts, actions), log)
  const notices = startNotices({ api, texts, preferences, isWatched: () => window.isWatched(), open: show })
  const watching = watchDesk(api, log, glance => {
    tray.show(trayStatus(glance, texts))
    notices.see(glance)
  })
  const stopAnswering = answerCalls(api)
  const quit = quitInOrder({
    log,
    destroyWindow: () => window.destroy(),
    async drain() {
      watching.stop()
      notices.stop()
      tray.destroy()
      stopAnswering()
      await close()
    },
  })

  app.on('second-instance', (_event, argv) => {
    if (!argv.includes(HIDDEN)) show()
  })
  app.on('activate', () => show())
  app.on('window-all-closed', async () => {
    if (quit.isQuitting()) return
    const stays = preferences.current().keepRunning && (await tray.ensure())
    // Opened again in the meantime.
    if (window.current()) return
    if (stays) explainOnce(options, show)
    else app.quit()
  })

  const trayFound = tray.ensureInTime()
  if (!startHidden) {
    show()
    return
  }
  void trayFound.then(found => {
    if (!found && !quit.isQuitting()) window.showMinimized()
  })
}

/** An application that is still there after its window was closed surprises once. */
function explainOnce({ preferences, texts, log }: RunOptions, show: () => void): void {
  if (preferences.current().stayExplained) return
  showNotification({ title: texts('stillRunningTitle'), body: texts('stillRunning') }, () => show())
  try {
    preferences.save({ stayExplained: true })
  } catch (error) {
    log.warn('desktop.preferences-not-saved', { error: describeError(error) })
  }
}
