import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { PROGRESS_FILE, readProgress } from './progress.ts'

const LOOK_EVERY_MS = 500
/** Longer than the longest time that a single test may take: Playwright's slow ones have three minutes. */
const SILENCE_MS = 240_000
const GOODBYE_MS = 10_000

/** How a suite ended, beside what its own report says. */
export type Ending = {
  readonly ok: boolean
  /** By name: what went wrong outside its tests. */
  readonly wrong: readonly string[]
}

type Watch = { readonly cwd: string; readonly progressFile: string; readonly silenceMs?: number }

/**
 * Runs a suite whose reporter tells its progress. One in which no test begins or ends for four minutes has a worker that
 * hangs: it is ended, and the tests that were running are named.
 */
export async function runSuite(
  command: string,
  args: readonly string[],
  { cwd, progressFile, silenceMs = SILENCE_MS }: Watch,
): Promise<Ending> {
  const env = { ...process.env, [PROGRESS_FILE]: progressFile }
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  const ended = new Promise<boolean>(done => {
    child.on('error', () => done(false))
    child.on('exit', code => done(code === 0))
  })
  const stopForwarding = forwardSignals(child)
  const begunAt = Date.now()
  let hung: readonly string[] | null = null
  const looking = setInterval(() => {
    const last = existsSync(progressFile) ? statSync(progressFile).mtimeMs : begunAt
    if (hung !== null || Date.now() - last < silenceMs) return
    hung = readProgress(progressFile).running
    endGroup(child)
  }, LOOK_EVERY_MS)
  const ok = await ended
  clearInterval(looking)
  stopForwarding()
  const { errors } = readProgress(progressFile)
  return { ok: ok && errors.length === 0, wrong: hung === null ? errors : [...errors, describeHang(hung, silenceMs)] }
}

function describeHang(running: readonly string[], silenceMs: number): string {
  const names = running.length === 0 ? 'no test' : running.join('; ')
  return `nothing happened for ${silenceMs / 1000} s, so the suite was ended; running: ${names}`
}

/** The suite and its workers; the tests' servers and browsers end with those who started them. */
function endGroup(child: ChildProcess): void {
  signalGroup(child, 'SIGTERM')
  const last = setTimeout(() => signalGroup(child, 'SIGKILL'), GOODBYE_MS)
  child.once('exit', () => {
    clearTimeout(last)
    // A worker in an endless loop hears nothing, and outlives who started it.
    signalGroup(child, 'SIGKILL')
  })
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // All of it has ended.
  }
}

/** In a group of its own the suite does not hear the Ctrl+C of a terminal. */
function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals) => signalGroup(child, signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, forward)
  return () => {
    for (const signal of signals) process.off(signal, forward)
  }
}
