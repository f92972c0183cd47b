import { type ChildProcess, spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) end(child)
})

/**
 * Runs a tool of the project in `dir`. All that it starts (workers, Dovecot) is a group of its own and ends with it: when
 * the signal aborts, and when this process ends.
 */
export async function runGroup(
  root: string,
  dir: string,
  tool: string,
  args: readonly string[],
  { env, signal }: { readonly env: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<{ readonly ok: boolean; readonly said: string }> {
  const bins = join(root, 'node_modules', '.bin')
  const child = spawn(join(bins, tool), args, {
    cwd: dir,
    env: { ...process.env, ...env, PATH: `${bins}${delimiter}${process.env['PATH']}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stderr, child.stdout]) {
    stream.on('data', data => {
      said = `${said}${data}`.slice(0, 10_000)
    })
  }
  const stop = () => end(child)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    const ok = await new Promise<boolean>(done => {
      child.on('error', error => {
        said = String(error)
        done(false)
      })
      child.on('exit', code => done(code === 0))
    })
    return { ok, said }
  } finally {
    signal.removeEventListener('abort', stop)
    running.delete(child)
  }
}

function end({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
