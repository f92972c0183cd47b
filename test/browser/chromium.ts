import { existsSync } from 'node:fs'

const DEBIANS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** The browser of the tests: Debian's, without a window where that one is installed. `CHROMIUM` names another. */
export function findChromium(): string {
  return process.env['CHROMIUM'] ?? DEBIANS.find(existsSync) ?? 'chromium'
}
