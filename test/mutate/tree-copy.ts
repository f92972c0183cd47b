import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

const COPIED = ['src-main', 'src-preload', 'src-renderer', 'test', 'resources', 'docs', 'package.json', 'tsconfig.json']

/**
 * A copy of the tree to plant changes in, beside the dependencies of the real one. It is removed however this process
 * ends; what a killed one left behind is removed by the next.
 */
export function copyTree(root: string): { readonly dir: string; remove(): void } {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  removeLeftBehind(cache)
  const dir = mkdtempSync(join(cache, `mutate-${process.pid}-`))
  const remove = () => {
    process.off('exit', remove)
    rmSync(dir, { recursive: true, force: true, maxRetries: 20 })
  }
  process.on('exit', remove)
  for (const name of COPIED) cpSync(join(root, name), join(dir, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'))
  // The command line finds the thread that reads mail among what was built.
  symlinkSync(join(root, 'out'), join(dir, 'out'))
  return { dir, remove }
}

function removeLeftBehind(cache: string): void {
  for (const name of readdirSync(cache)) {
    const pid = Number(/^mutate-(\d+)-/.exec(name)?.[1] ?? 0)
    if (pid > 0 && !isRunning(pid)) rmSync(join(cache, name), { recursive: true, force: true, maxRetries: 20 })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
