import { limits } from '../limits.ts'
import type { PatternCheck } from '../model.ts'
import { checkPattern, threadMs } from './check-pattern.ts'

/** `progress[0]` is the number of the pattern being tried, for whoever has to kill the thread. */
export type PatternsToCheck = { readonly patterns: readonly string[]; readonly progress: Int32Array }

/**
 * Runs in a thread that can be killed: all patterns of one save, within one budget of this thread's processor time. Null: no
 * time was left to try it.
 */
export function checkPatterns({ patterns, progress }: PatternsToCheck): readonly (PatternCheck | null)[] {
  const startedMs = threadMs()
  return patterns.map((pattern, index) => {
    Atomics.store(progress, 0, index)
    const leftMs = limits.patternChecksMs - (threadMs() - startedMs)
    return leftMs > 0 ? checkPattern(pattern, Math.min(leftMs, limits.patternCheckMs)) : null
  })
}
