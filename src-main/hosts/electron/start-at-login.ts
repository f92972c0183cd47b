import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { app } from 'electron'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { autostartEntry, autostartFile } from './autostart-entry.ts'

/** The argument with which Postdesk starts without a window. */
export const HIDDEN = '--hidden'

export type StartAtLogin = {
  isOn(): boolean
  set(on: boolean): void
}

/** The system's own list of what starts with the session; Electron knows those of Windows and macOS only. */
export function startAtLogin(log: Log): StartAtLogin {
  return process.platform === 'linux' ? byAutostartFile(log) : byLoginItem()
}

/** Was this process started by the session, not by a person? */
export function startedHidden(argv: readonly string[]): boolean {
  if (argv.includes(HIDDEN)) return true
  // macOS hands no arguments to what it starts at login.
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}

function byLoginItem(): StartAtLogin {
  const [path = process.execPath, ...args] = command()
  return {
    isOn: () => app.getLoginItemSettings({ path, args }).openAtLogin,
    set: on => app.setLoginItemSettings({ openAtLogin: on, path, args }),
  }
}

function byAutostartFile(log: Log): StartAtLogin {
  const file = autostartFile(app.getPath('appData'))
  const set = (on: boolean) => {
    if (!on) return rmSync(file, { force: true })
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, autostartEntry(command()))
  }
  try {
    // An AppImage that was moved or renamed since: the entry follows it.
    if (existsSync(file) && readFileSync(file, 'utf8') !== autostartEntry(command())) set(true)
  } catch (error) {
    log.warn('desktop.autostart-not-renewed', { error: describeError(error) })
  }
  return { isOn: () => existsSync(file), set }
}

function command(): readonly string[] {
  // What runs inside an AppImage lies in a folder that is gone after this session.
  const program = process.env['APPIMAGE'] ?? process.execPath
  return app.isPackaged ? [program, HIDDEN] : [program, app.getAppPath(), HIDDEN]
}
