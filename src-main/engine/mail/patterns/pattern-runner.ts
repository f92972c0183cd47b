import { limits } from '../limits.ts'
import type { PatternHit } from '../model.ts'
import { compilePattern } from './compile-pattern.ts'
import { isTimeout, runBounded } from './run-bounded.ts'

/** Tries the patterns of one mail, each within its time; what did not end is a non-match and a warning. */
export class PatternRunner {
  private readonly warned = new Set<string>()
  private readonly bounded: boolean
  private spentMs = 0
  private someRanOut = false

  /** `reader`: somebody else ends the whole thread when a pattern never ends, so that no watchdog is needed here. */
  constructor(bounds: 'each' | 'reader' = 'each') {
    this.bounded = bounds === 'each'
  }

  /** Was any pattern stopped, or not tried for want of time? */
  get ranOut(): boolean {
    return this.someRanOut
  }

  get warnings(): readonly string[] {
    return [...this.warned]
  }

  /** The first pattern that matches, and what it matched. */
  firstHit(patterns: readonly string[], text: string): PatternHit | null {
    return this.hits(patterns, text)[0] ?? null
  }

  /** One hit for each pattern that matches, in the order of the patterns. */
  hits(patterns: readonly string[], text: string): readonly PatternHit[] {
    const matches = this.run(patterns, regexp => regexp.exec(text))
    return patterns.flatMap((pattern, index) => {
      const match = matches[index]
      return match ? [{ pattern, groups: groupsOf(match) }] : []
    })
  }

  /** The match that begins first in the text, whichever pattern it is of; of several there, the first pattern's. */
  earliest(patterns: readonly string[], text: string): { pattern: string; index: number; length: number } | null {
    const matches = this.run(patterns, regexp => regexp.exec(text))
    let best: { pattern: string; index: number; length: number } | null = null
    for (const [index, match] of matches.entries()) {
      if (match && (best === null || match.index < best.index))
        best = { pattern: patterns[index] ?? '', index: match.index, length: match[0].length }
    }
    return best
  }

  /** For each pattern the lines (by number) that it matches. */
  matchingLines(patterns: readonly string[], lines: readonly string[]): readonly ReadonlySet<number>[] {
    const found = this.run(patterns, regexp => {
      const numbers = new Set<number>()
      lines.forEach((line, number) => {
        if (regexp.test(line)) numbers.add(number)
      })
      return numbers
    })
    return found.map(numbers => numbers ?? new Set<number>())
  }

  /** All together under one watchdog; when it strikes, the one that was running gets its own try, then the rest goes on. */
  private run<T>(patterns: readonly string[], job: (regexp: RegExp) => T): readonly (T | null)[] {
    const results: (T | null)[] = []
    const regexps = patterns.map(pattern => this.compile(pattern))
    const attempt = (index: number): T | null => {
      const regexp = regexps[index]
      try {
        return regexp ? job(regexp) : null
      } catch (error) {
        if (isTimeout(error)) throw error
        // V8 compiles at the first use, and says only then that a pattern becomes too large for it.
        this.warned.add(`The pattern ${patterns[index]} cannot be run and counts as not matching.`)
        return null
      }
    }
    if (!this.bounded) return regexps.map((_, index) => attempt(index))
    const tryFrom = (end: number): boolean =>
      runBounded(() => {
        while (results.length < end) results.push(attempt(results.length))
      }, limits.patternMs)

    while (results.length < patterns.length) {
      if (this.spentMs >= limits.patternsMs) {
        this.someRanOut = true
        this.warned.add('The patterns took too long together; the last ones were not tried.')
        results.push(null)
        continue
      }
      const started = performance.now()
      if (!tryFrom(patterns.length) && results.length < patterns.length) {
        const stuck = results.length
        // The time may be up just after the result has come.
        if (!tryFrom(stuck + 1) && results.length === stuck) {
          this.warned.add(`The pattern ${patterns[stuck]} ran out of time and counts as not matching.`)
          results.push(null)
        }
      }
      this.spentMs += performance.now() - started
    }
    return results
  }

  private compile(pattern: string): RegExp | null {
    const compiled = compilePattern(pattern)
    if (!compiled.ok) this.warned.add(`The pattern ${pattern} was skipped. ${compiled.message}`)
    return compiled.ok ? compiled.regexp : null
  }
}

/** Whole match, then each group that took part; those the translation added are left out. */
function groupsOf(match: RegExpExecArray): readonly string[] {
  const added = new Set(
    Object.entries(match.groups ?? {})
      .filter(([name]) => name.startsWith('pdatomic'))
      .map(([, text]) => text),
  )
  const groups = match.filter(
    (group, index): group is string => group !== undefined && (index === 0 || !added.has(group)),
  )
  return groups.slice(0, limits.patternGroups).map(group => group.slice(0, limits.patternGroupLength))
}
