import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { defineConfig } from '@playwright/test'

const chromium = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync) ?? 'chromium'

/**
 * The user's stories in a real browser, on the service host. Debian's Chromium; two files at a time.
 * Beside them the desktop in a real Electron, where there is one.
 */
export default defineConfig({
  projects: [
    { name: 'browser', testDir: import.meta.dirname },
    { name: 'electron', testDir: resolve(import.meta.dirname, '../electron') },
  ],
  outputDir: join(tmpdir(), 'postdesk-browser-results'),
  workers: 2,
  // A busy machine may miss a moment once; what passes at the second try is named as flaky at the end.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
