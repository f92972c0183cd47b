import { limits } from '../limits.ts'
import type { PatternCheck } from '../model.ts'
import { BAD, GOOD, type PatternsToCheck } from '../pattern-progress.ts'
import { checkPattern, threadMs } from './check-pattern.ts'

/**
 * Runs in a thread that can be killed: all patterns of one save, within one budget of this thread's processor time. Null: no
 * time was left to try it.
 */
export function checkPatterns({ patterns, progress }: PatternsToCheck): readonly (PatternCheck | null)[] {
  const startedMs = threadMs()
  return patterns.map((pattern, index) => {
    Atomics.store(progress, 0, index)
    const leftMs = limits.patternChecksMs - (threadMs() - startedMs)
    if (leftMs <= 0) return null
    const checked = checkPattern(pattern, Math.min(leftMs, limits.patternCheckMs))
    Atomics.store(progress, index + 1, checked.ok ? GOOD : BAD)
    return checked
  })
}
