import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'

export const repository = join(import.meta.dirname, '..', '..')
export const cli = join(repository, 'out', 'main', 'cli.js')

export const newNode = process.execPath
/** A Node of this machine that is older than the application needs; null where there is none. */
export const oldNode = findOldNode()

/** For the name of a test that needs an old Node: says why it was not run. */
export const oldNodeOrWhy =
  oldNode === null ? 'NOT RUN, no Node below 22 on this machine' : `Node ${versionOf(oldNode)} at ${oldNode}`

export type Outcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string }
type How = {
  readonly node?: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly cwd?: string
}

export function requireBuild(): void {
  if (existsSync(cli)) return
  throw new Error(`${cli} is missing: these tests run the built command line. Run npm run build (npm test does).`)
}

/** Runs one command to its end. */
export function run(args: readonly string[], how: How = {}): Promise<Outcome> {
  const child = spawnCli(args, how)
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout?.on('data', data => stdout.push(data))
    child.stderr?.on('data', data => stderr.push(data))
    child.on('error', reject)
    child.on('close', code => {
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() })
    })
    child.stdin?.end(how.stdin ?? '')
  })
}

/** The JSON that a command printed, which must be all that it printed. */
export async function runJson<T = Record<string, unknown>>(args: readonly string[], how: How = {}): Promise<T> {
  const { code, stdout, stderr } = await run(args, how)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`)
  return JSON.parse(stdout) as T
}

/** A command that stays: what it says line by line, and its end. */
export type Running = {
  readonly child: ChildProcess
  nextLine(): Promise<string>
  readonly ended: Promise<number | null>
  stderr(): string
}

export function start(args: readonly string[], how: How = {}): Running {
  const child = spawnCli(args, how)
  let stderr = ''
  child.stderr?.on('data', data => {
    stderr += data
  })
  const ended = new Promise<number | null>(resolve => child.on('close', code => resolve(code)))
  if (!child.stdout) throw new Error('The child has no output')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    ended,
    stderr: () => stderr,
    async nextLine() {
      const { value, done } = await lines.next()
      if (done) throw new Error(`It ended before it said anything: ${stderr}`)
      return value
    },
  }
}

function spawnCli(args: readonly string[], { node = newNode, env = {}, cwd = repository }: How): ChildProcess {
  requireBuild()
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env
  return spawn(node, [cli, ...args], { cwd, env: { ...inherited, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
}

export function tempFolder(name: string): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), `postdesk-cli-${name}-`))
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 20 }) }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function findOldNode(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  for (const folder of new Set(folders)) {
    const node = join(folder, 'node')
    if (!existsSync(node)) continue
    const major = Number(versionOf(node)?.split('.')[0])
    if (major < 22) return node
  }
  return null
}

function versionOf(node: string): string | null {
  try {
    return execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}
