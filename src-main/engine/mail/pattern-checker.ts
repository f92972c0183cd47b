import { Piscina } from 'piscina'
import { AppError } from '../errors.ts'
import { limits } from './limits.ts'
import type { PatternCheck } from './model.ts'
import { createProgress, type PatternsToCheck, readProgress } from './pattern-progress.ts'

type PatternChecker = {
  check(patterns: readonly string[]): Promise<readonly PatternCheck[]>
  close(): Promise<void>
}

/** Null: not tried. */
type Checks = readonly (PatternCheck | null)[]

const STOPPED: PatternCheck = {
  ok: false,
  message:
    'It would search too long, so that trying it out had to be stopped; do not repeat what is itself a repetition, as in (a+)+.',
}
const AFTER_A_KILL = {
  good: { ok: true },
  bad: STOPPED,
  tried: STOPPED,
  untried: null,
} as const satisfies Record<ReturnType<typeof readProgress>, PatternCheck | null>
const NOT_TRIED: PatternCheck = {
  ok: false,
  message:
    'It was not tried, because the patterns before it took all the time of one check. Correct those, or save again.',
}
/** More than two full settings pages of patterns; each is at most 2,000 characters. */
const KNOWN_LIMIT = 1_000

/**
 * Tries patterns that are to be saved, in a thread beside those that read mail: a slow pattern delays no mail, and no
 * call but its own. One check at a time; what was tried is remembered here, because the thread may end.
 */
export function createPatternChecker(
  workerUrl: URL,
  patienceMs: number = limits.patternChecksPatienceMs,
): PatternChecker {
  const pool = new Piscina<PatternsToCheck, Checks>({
    filename: workerUrl.href,
    name: 'checkPatterns',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
    concurrentTasksPerWorker: 1,
    // As in `worker-pool.ts`: a thread asleep in Atomics.wait may miss the order to end.
    atomics: 'disabled',
    resourceLimits: {
      maxOldGenerationSizeMb: limits.workerMemoryMb,
      maxYoungGenerationSizeMb: limits.workerYoungMb,
    },
  })
  // A thread that cannot start ends no process: what was asked of it is answered in words.
  pool.on('error', () => undefined)
  const closing = new AbortController()
  const known = new Map<string, PatternCheck>()
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  const tryAll = async (patterns: readonly string[]): Promise<Checks> => {
    if (patterns.length === 0) return []
    const progress = createProgress(patterns)
    const patience = AbortSignal.timeout(patienceMs)
    try {
      return await pool.run({ patterns, progress }, { signal: AbortSignal.any([patience, closing.signal]) })
    } catch (error) {
      if (closing.signal.aborted) throw new AppError('internal', 'Postdesk is closing.', { cause: error, retry: true })
      // Out of time or memory, or the thread died: the one that was being tried is to blame.
      return patterns.map((_, index) => AFTER_A_KILL[readProgress(progress, index)])
    }
  }

  const checkAll = async (patterns: readonly string[]): Promise<readonly PatternCheck[]> => {
    const fresh = [...new Set(patterns)].filter(pattern => !known.has(pattern))
    const checks = new Map((await tryAll(fresh)).map((check, index) => [fresh[index], check]))
    const answers = patterns.map(pattern => known.get(pattern) ?? checks.get(pattern) ?? NOT_TRIED)
    if (known.size + fresh.length > KNOWN_LIMIT) known.clear()
    // A thread is also stopped on a machine that gives it no time: that is no knowledge about the pattern.
    for (const [pattern, check] of checks)
      if (pattern !== undefined && check && check !== STOPPED) known.set(pattern, check)
    return answers
  }

  const check = async (patterns: readonly string[]): Promise<readonly PatternCheck[]> => {
    if (waiting >= limits.patternChecksWaiting) {
      throw new AppError('conflict', 'Too many checks of patterns wait for their turn. Try again in a moment.', {
        retry: true,
      })
    }
    waiting += 1
    const turn = last.then(() => checkAll(patterns))
    last = turn.catch(() => undefined)
    return turn.finally(() => {
      waiting -= 1
    })
  }

  return {
    check,
    async close() {
      closing.abort()
      await pool.destroy()
    },
  }
}
