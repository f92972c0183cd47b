import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where the desk lies when nobody names a folder: `POSTDESK_DATA`, else where the platform keeps application data. */
export function defaultDataDir(): string {
  const named = process.env['POSTDESK_DATA']
  if (named) return resolve(named)
  const home = homedir()
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Postdesk')
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Postdesk')
  return join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'postdesk')
}
