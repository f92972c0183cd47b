import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ProbePoint } from '../../src-main/engine/ports.ts'
import type { PollResult } from '../../src-preload/contract/entities/inbox.ts'
import type { ChildJob, ChildLine } from './child-protocol.ts'

/** A kill from outside: `delayMs` after the child has passed `points` points, wherever it is by then. */
export type OutsideKill = { readonly points: number; readonly delayMs: number }

export type ChildRun = {
  readonly signal: NodeJS.Signals | null
  readonly code: number | null
  readonly points: readonly ProbePoint[]
  /** Null when the pass did not come to its end. */
  readonly result: PollResult | null
  readonly closed: boolean
  readonly errors: string
}

/** Longer than any honest pass, restart and store opening together. */
const LONGEST_MS = 60_000

/** Runs one child to its end, whichever that is. A child that hangs is killed and told apart by its code. */
export async function runChild(job: ChildJob, outside: OutsideKill | null = null): Promise<ChildRun> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const points: ProbePoint[] = []
  let result: PollResult | null = null
  let closed = false
  let errors = ''
  let hung = false
  let killing = false
  const kill = () => child.kill('SIGKILL')
  const watch = setTimeout(() => {
    hung = true
    kill()
  }, LONGEST_MS)
  const killWhenFar = () => {
    if (killing || outside === null || points.length < outside.points) return
    killing = true
    setTimeout(kill, outside.delayMs)
  }
  child.stderr.on('data', data => {
    errors += data
  })
  const lines = createInterface({ input: child.stdout })
  lines.on('line', text => {
    const line = JSON.parse(text) as ChildLine
    if ('point' in line) points.push(line.point)
    else if ('result' in line) result = line.result
    else closed = true
    killWhenFar()
  })
  killWhenFar()
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const { code, signal } = await ended.finally(() => clearTimeout(watch))
  if (hung) return { signal: null, code: -1, points, result, closed, errors: `${errors}It hung and was stopped.` }
  return { signal, code, points, result, closed, errors }
}
