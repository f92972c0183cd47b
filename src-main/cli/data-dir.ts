import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the platform keeps an application's data. */
export function defaultDataDir(): string {
  const home = homedir()
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Postdesk')
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Postdesk')
  return join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'postdesk')
}
