import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import { type Desktop, forkDesktop, type StartOptions } from './fork-desktop.ts'

export { type Desktop, OWN_PAGE, type StartOptions } from './fork-desktop.ts'

/** Desktops that end, and folders that go, after the test that asked for them. */
const running: Desktop[] = []
const folders: string[] = []

afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
})

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postdesk-shell-'))
  folders.push(folder)
  return folder
}

export function start(options: StartOptions = {}): Desktop {
  const desktop = forkDesktop(options, emptyFolder())
  running.push(desktop)
  return desktop
}

/** A desktop whose window is open. */
export async function started(options: StartOptions = {}): Promise<Desktop> {
  const desktop = start(options)
  await desktop.heard('loaded')
  return desktop
}

/** As `expect`, asked again until it is so: other processes take their time on a busy machine. */
export function soon<T>(look: () => T) {
  return expect.poll(look, { timeout: 20_000, interval: 20 })
}
