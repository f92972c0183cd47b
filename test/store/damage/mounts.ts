import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** For the name of a test that needs a disk of its own: says loudly why it was not run. */
export const mountsOrWhy = whyNoMounts() ?? 'on a disk made for it'
export const canMount = whyNoMounts() === null

/** A disk of so many MB in memory. */
export function mountSmallDisk(dir: string, megabytes: number): () => void {
  mkdirSync(dir, { recursive: true })
  mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'postdesk-test', dir)
  return () => execFileSync('umount', [dir])
}

/** Read-only also for root, whom no file mode stops. */
export function makeReadOnly(dir: string): () => void {
  mount('--bind', dir, dir)
  mount('-o', 'remount,bind,ro', dir)
  return () => execFileSync('umount', [dir])
}

function mount(...words: readonly string[]): void {
  execFileSync('mount', [...words], { stdio: 'pipe' })
}

function whyNoMounts(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'NOT RUN: only root on Linux can mount a disk'
  const dir = mkdtempSync(join(tmpdir(), 'postdesk-mount-'))
  try {
    mountSmallDisk(join(dir, 'tried'), 1)()
    return null
  } catch {
    return 'NOT RUN: no disk can be mounted here'
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
