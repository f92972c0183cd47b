import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import { findChromium } from './chromium.ts'

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
  globalSetup: resolve(import.meta.dirname, 'require-ready.ts'),
  // What passes at the second try is a fault, and is named as one; it fails everybody but continuous integration.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
  use: {
    // A press or a call that hangs ends with the name of what it waits for, long before its test does.
    actionTimeout: 20_000,
    navigationTimeout: 20_000,
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: findChromium(),
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
