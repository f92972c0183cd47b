import { findBuildPaths } from '../../hosts/build-paths.ts'
import { findElectron, runAsShadow } from '../../node-runtime.mjs'
import type { Command } from '../command.ts'
import { say } from '../output.ts'
import { serve } from './serve.ts'

/** Without a command: the desktop application; where it cannot open, the same one in the browser, saying why. */
export const desktop: Command = async (_args, place) => {
  const { root } = findBuildPaths(import.meta.url)
  const electron = findElectron(root)
  const reason = whyNot(electron)
  if (electron === null || reason !== null) {
    say(`${reason} Postdesk runs in the browser instead.`)
    return serve([], place)
  }
  return runAsShadow({ command: electron, env: { POSTDESK_DATA: place.dataDir } }, [root])
}

function whyNot(electron: string | null): string | null {
  const hasDisplay = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  if (process.platform === 'linux' && !hasDisplay) return 'There is no display for a window.'
  return electron === null ? 'Electron is not installed here.' : null
}
