import { type BrowserWindow, dialog } from 'electron'
import type { CrashLog } from './crash-log.ts'
import type { Texts } from './texts/texts.ts'

/** A page that stops again within this time is not helped by opening it once more. */
const AGAIN_WITHIN_MS = 10 * 60_000

/** A page that crashed is opened again by itself once; the second time a person decides. Polling goes on meanwhile. */
export function recoverPage(window: BrowserWindow, crashLog: CrashLog, texts: Texts): void {
  let lastAt: number | null = null
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    crashLog.write('page-gone', { reason, exitCode })
    const now = Date.now()
    const again = lastAt !== null && now - lastAt < AGAIN_WITHIN_MS
    lastAt = now
    if (again) void ask()
    else reload()
  })

  const reload = () => {
    if (!window.isDestroyed()) window.webContents.reload()
  }
  const ask = async () => {
    if (window.isDestroyed()) return
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: texts('crashedTitle'),
      detail: texts('crashedText', { file: crashLog.file }),
      buttons: [texts('reloadWindow'), texts('closeIt')],
      defaultId: 0,
      cancelId: 1,
    })
    if (response === 0) reload()
    else if (!window.isDestroyed()) window.destroy()
  }
}
