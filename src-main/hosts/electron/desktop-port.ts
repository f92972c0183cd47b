import { shell } from 'electron'
import { AppError, describeError } from '../../engine/errors.ts'
import type { Desktop } from '../../engine/ports.ts'
import { readOpenableLink } from './openable-link.ts'
import type { Preferences } from './preferences.ts'
import type { StartAtLogin } from './start-at-login.ts'

/** What the screens may ask of this desktop. */
export function createDesktop(preferences: Preferences, login: StartAtLogin): Desktop {
  return {
    async preferences() {
      const { keepRunning, notifyErrors, notifyTickets } = preferences.current()
      return { startAtLogin: login.isOn(), keepRunning, notifyErrors, notifyTickets }
    },
    async savePreferences({ startAtLogin, ...values }) {
      try {
        if (startAtLogin !== undefined && startAtLogin !== login.isOn()) login.set(startAtLogin)
        preferences.save(values)
      } catch (cause) {
        throw new AppError('internal', `The preferences could not be saved: ${describeError(cause)}`, { cause })
      }
    },
    async openLink(url) {
      const address = readOpenableLink(url)
      try {
        await shell.openExternal(address)
      } catch (cause) {
        throw new AppError('not-found', 'No program of this computer opens this kind of link.', { cause })
      }
    },
  }
}
