import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ElectronApplication, _electron as electron } from '@playwright/test'
import { findElectron } from '../../src-main/node-runtime.mjs'

const root = resolve(import.meta.dirname, '../..')
const binary = findElectron(root)

/** Why Electron itself cannot be run here; null when it can. */
export const whyNot =
  binary === null
    ? "SKIPPED: Electron's binary is not there (node_modules/electron/path.txt)"
    : process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
      ? 'SKIPPED: there is no display for the windows of Electron (DISPLAY, WAYLAND_DISPLAY)'
      : null

/** How to start the built application; `dataDir` holds the desk and all that Electron keeps. */
export function launchOptions(dataDir: string) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return {
    executablePath: binary ?? '',
    args: [...asRoot, root],
    // A key of its own: a machine that runs tests seldom has a key store, and a dialog would wait for ever.
    env: { ...process.env, POSTDESK_DATA: dataDir, POSTDESK_KEY: 'for the tests' } as Record<string, string>,
  }
}

export function emptyDataDir(): string {
  return join(mkdtempSync(join(tmpdir(), 'postdesk-electron-')), 'data')
}

export async function launch(dataDir = emptyDataDir()): Promise<ElectronApplication> {
  return electron.launch(launchOptions(dataDir))
}
