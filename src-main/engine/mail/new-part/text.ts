import { limits } from '../limits.ts'
import type { NewPart, ReadRules } from '../model.ts'
import type { PatternRunner } from '../patterns/pattern-runner.ts'
import { attributionStart, isCertainAttribution } from './attribution.ts'
import { isForwardedLine, isHeaderBlock, isOriginalMessageLine } from './header-block.ts'

export type NewPartRules = Pick<
  ReadRules,
  'introductoryPatterns' | 'multilineDelimiterPatterns' | 'delimiterPatterns' | 'htmlTagsToRemove'
>

/**
 * What a plain text reply adds. First everything after the earliest delimiter goes, then line by line what the
 * delimiter patterns say, so that answers between and below quoted lines stay; a line that only introduces what was
 * cut goes with it. When nothing visible is left, the whole text is the new part.
 */
export function newPartOfText(whole: string, rules: NewPartRules, runner: PatternRunner): NewPart {
  const text = whole
    .slice(0, limits.newPartLength)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
  const cut = new TextCut(text, rules, runner).run()
  const beyond = whole.slice(limits.newPartLength)
  const kept = cut.kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  if (cut.rule === null || !isVisibleText(kept))
    return { format: 'text', html: '', text: whole.trim(), cutText: '', rule: null }
  return { format: 'text', html: '', text: kept, cutText: [...cut.cut, beyond].join('\n').trim(), rule: cut.rule }
}

function isVisibleText(text: string): boolean {
  return /[^\s\u00a0\u200b-\u200f\u2060\ufeff]/.test(text)
}

class TextCut {
  private readonly text: string
  private readonly rules: NewPartRules
  private readonly runner: PatternRunner
  private rule: string | null = null

  constructor(text: string, rules: NewPartRules, runner: PatternRunner) {
    this.text = text
    this.rules = rules
    this.runner = runner
  }

  run(): { kept: readonly string[]; cut: readonly string[]; rule: string | null } {
    const lines = this.text.split('\n')
    let end = this.findEnd(lines)
    if (!isVisibleText(lines.slice(0, end).join(''))) {
      // A mail that begins with such a header is a copy or a forward: only its marked quotes are old.
      end = lines.length
      this.rule = null
    }
    const head = lines.slice(0, end)
    const gone = this.dropLines(head, end < lines.length)
    const kept = head.filter((_, number) => !gone.has(number))
    const cut = [...head.filter((_, number) => gone.has(number)), ...lines.slice(end)]
    return { kept, cut, rule: this.rule }
  }

  /** Number of the first line of what goes as a whole. */
  private findEnd(lines: readonly string[]): number {
    const byPattern = this.endByPattern(lines)
    const byForm = findQuotedMail(lines)
    if (byForm && byForm.line < byPattern) {
      this.rule = byForm.rule
      return byForm.line
    }
    return byPattern
  }

  /** Patterns want a line break before what they match: one is put in front, so that the first line can match too. */
  private endByPattern(lines: readonly string[]): number {
    const match = this.runner.earliest(this.rules.multilineDelimiterPatterns, `\n${this.text}\n`)
    if (!match) return lines.length
    // The line break belongs to the match; the line that begins there is the first to go.
    const offset = Math.max(0, match.index - 1)
    let line = 0
    for (let at = this.text.indexOf('\n'); at !== -1 && at < offset; at = this.text.indexOf('\n', at + 1)) line++
    const number = match.index === 0 ? 0 : this.text[offset] === '\n' ? line + 1 : line
    this.rule = `multiline-delimiter ${match.pattern}`
    return number
  }

  /** Numbers of the lines that go one by one, with what introduces them. */
  private dropLines(lines: readonly string[], cutFollows: boolean): ReadonlySet<number> {
    const patterns = Object.keys(this.rules.delimiterPatterns)
    const trimmed = lines.map(line => line.trim())
    const matches = this.runner.matchingLines(patterns, trimmed)
    const gone = new Set<number>()
    let end = lines.length
    for (const [index, numbers] of matches.entries()) {
      for (const number of numbers) {
        gone.add(number)
        this.rule ??= `delimiter ${patterns[index]}`
        if (this.rules.delimiterPatterns[patterns[index] ?? ''] === true && number < end) end = number
      }
    }
    for (let number = end; number < lines.length; number++) gone.add(number)
    this.dropIntroductions(trimmed, gone, cutFollows)
    return gone
  }

  private dropIntroductions(lines: readonly string[], gone: Set<number>, cutFollows: boolean): void {
    const [introductory] = [this.runner.matchingLines(this.rules.introductoryPatterns, lines)]
    const isIntroductory = (number: number) => introductory.some(numbers => numbers.has(number))
    for (let number = 0; number <= lines.length; number++) {
      const isCut =
        number < lines.length
          ? gone.has(number) && !gone.has(number - 1)
          : cutFollows || (this.rule !== null && !gone.has(number - 1))
      const atEnd = number === lines.length
      if (!isCut && !atEnd) continue
      const last = lastVisibleLine(lines, number - 1)
      if (last === -1 || gone.has(last)) continue
      const start = attributionStart(lines, last)
      if (start !== -1) {
        for (let line = start; line < number; line++) gone.add(line)
        this.rule ??= 'attribution'
      } else if (isCut && isIntroductory(last)) gone.add(last)
    }
  }
}

function lastVisibleLine(lines: readonly string[], from: number): number {
  let number = from
  while (number >= 0 && lines[number] === '') number--
  return number
}

/**
 * The first line of a quoted mail that is not marked line by line: a header block, `-----Original Message-----`, or
 * an attribution that leaves no doubt and has unmarked text below it. Null when there is none, or when the line says
 * that a mail is being forwarded.
 */
export function findQuotedMail(lines: readonly string[]): { line: number; rule: string } | null {
  for (let number = 0; number < lines.length; number++) {
    const line = (lines[number] ?? '').trim()
    if (line === '' || line.startsWith('>')) continue
    if (isForwardedLine(line)) return null
    if (isOriginalMessageLine(line)) return { line: number, rule: 'original-message' }
    if (isHeaderBlock(lines, number)) return { line: withRuleAbove(lines, number), rule: 'header-block' }
    if (mayEndAttribution(line) && !nextIsQuoted(lines, number)) {
      const start = attributionStart(lines, number, isCertainAttribution)
      if (start !== -1) return { line: start, rule: 'attribution' }
    }
  }
  return null
}

/** Cheap test, so that only few lines are looked at closely. */
function mayEndAttribution(line: string): boolean {
  return /[:：*_]$/.test(line) || (line.length < 400 && /@.*>\s*\p{L}+$/u.test(line))
}

function nextIsQuoted(lines: readonly string[], number: number): boolean {
  for (let next = number + 1; next < lines.length; next++) {
    const line = (lines[next] ?? '').trim()
    if (line !== '') return line.startsWith('>')
  }
  return true
}

/** Outlook draws a line of underscores or dashes above the block. */
function withRuleAbove(lines: readonly string[], number: number): number {
  const above = lastVisibleLine(
    lines.map((line, index) => (index < number ? line.trim() : line)),
    number - 1,
  )
  if (above !== -1 && /^[-_=*]{5,}$/.test((lines[above] ?? '').trim())) return above
  return number
}
