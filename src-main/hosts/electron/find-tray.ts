import { execFile } from 'node:child_process'

const ANSWERS_WITHIN_MS = 2_000

/**
 * Will an icon in the tray be seen? Windows and macOS always have one; on Linux the desktop decides, and Electron does
 * not tell: the bus is asked whether anybody shows status icons (org.kde.StatusNotifierWatcher, which GNOME has with an
 * extension only). Where the bus cannot be asked the answer is no: a window too many is better than none.
 */
export async function trayIsShown(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const answer = await run('gdbus', [
    'call',
    '--session',
    '--dest=org.kde.StatusNotifierWatcher',
    '--object-path=/StatusNotifierWatcher',
    '--method=org.freedesktop.DBus.Properties.Get',
    'org.kde.StatusNotifierWatcher',
    'IsStatusNotifierHostRegistered',
  ])
  return answer.includes('<true>')
}

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise(resolve => {
    execFile(command, args, { timeout: ANSWERS_WITHIN_MS }, (error, stdout) => resolve(error ? '' : stdout))
  })
}
