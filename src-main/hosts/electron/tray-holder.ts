import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { trayIsShown } from './find-tray.ts'
import type { DeskTray } from './tray.ts'
import type { TrayStatus } from './tray-status.ts'

/** At login the panel may come up after us. */
const TRIES = 10
const BETWEEN_TRIES_MS = 2_000

export type TrayHolder = {
  /** Puts the icon where it will be seen; false where nothing shows one now. */
  ensure(): Promise<boolean>
  /** As `ensure`, with patience. */
  ensureInTime(): Promise<boolean>
  show(status: TrayStatus): void
  destroy(): void
}

/** The icon in the tray, once there is a tray to put it in. */
export function holdTray(make: () => DeskTray, log: Log): TrayHolder {
  let tray: DeskTray | null = null
  let status: TrayStatus | null = null
  let destroyed = false

  const ensure = async () => {
    // Asked anew each time: the part of the desktop that shows icons may have gone.
    if (!(await trayIsShown()) || destroyed) return false
    try {
      tray ??= make()
      if (status) tray.show(status)
      return true
    } catch (error) {
      log.warn('desktop.no-tray', { error: describeError(error) })
      return false
    }
  }
  return {
    ensure,
    async ensureInTime() {
      for (let tried = 1; tried < TRIES && !destroyed; tried += 1) {
        if (await ensure()) return true
        await new Promise(resolve => setTimeout(resolve, BETWEEN_TRIES_MS))
      }
      return ensure()
    },
    show(next) {
      status = next
      tray?.show(next)
    },
    destroy() {
      destroyed = true
      tray?.destroy()
      tray = null
    },
  }
}
