import { limits } from '../limits.ts'
import type { NewPart, ReadRules } from '../model.ts'
import type { PatternRunner } from '../patterns/pattern-runner.ts'
import { answeredLines, isWrappedRest, type LineKind } from './answers.ts'
import { attributionStart, isBracketRest, isShortAttribution } from './attribution.ts'
import { linesNotHeld } from './held-texts.ts'
import { prefixedQuoteLines } from './prefixed-quotes.ts'
import { findQuotedMail, forwardedLine } from './quoted-mail.ts'
import { replyAboveLine } from './reply-above.ts'
import { signatureStart } from './signature.ts'

export type NewPartRules = Pick<
  ReadRules,
  | 'introductoryPatterns'
  | 'multilineDelimiterPatterns'
  | 'delimiterPatterns'
  | 'htmlTagsToRemove'
  | 'replyAboveTexts'
  | 'foldSignatures'
>

/**
 * What a plain text reply adds. First everything after the earliest delimiter goes, then line by line what the
 * delimiter patterns say, so that answers between and below quoted lines stay; a line that only introduces what was
 * cut goes with it. When nothing visible is left, the whole text is the new part.
 */
export function newPartOfText(
  whole: string,
  rules: NewPartRules,
  runner: PatternRunner,
  heldTexts: readonly string[] = [],
): NewPart {
  const lines = whole
    .slice(0, limits.newPartLength)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .split('\n')
  const cut = cutText(lines, rules, runner, heldTexts)
  if (cut === null) return { format: 'text', html: '', text: whole.trim(), cutText: '', rule: null }
  const kept = lines
    .filter((_, number) => !cut.gone.has(number))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const gone = lines.filter((_, number) => cut.gone.has(number))
  const beyond = whole.slice(limits.newPartLength)
  return { format: 'text', html: '', text: kept, cutText: [...gone, beyond].join('\n').trim(), rule: cut.rule }
}

type Cut = { readonly gone: ReadonlySet<number>; readonly rule: string }

/** Null when nothing goes, or when nothing visible would be left. */
function cutText(
  lines: readonly string[],
  rules: NewPartRules,
  runner: PatternRunner,
  heldTexts: readonly string[],
): Cut | null {
  const marker = replyAboveLine(lines, rules.replyAboveTexts)
  const above = marker === -1 ? null : new TextCut(lines.slice(0, marker), rules, runner).run()
  if (above && isVisibleWithout(lines.slice(0, marker), above.gone)) {
    const gone = new Set(above.gone)
    for (let number = marker; number < lines.length; number++) gone.add(number)
    return { gone, rule: 'reply-above' }
  }
  const { gone, rule } = new TextCut(lines, rules, runner).run()
  const left = withoutTyped(lines, gone, heldTexts)
  const someGone = [...left].some(number => isVisibleText(lines[number] ?? ''))
  return rule !== null && someGone && isVisibleWithout(lines, left) ? { gone: left, rule } : null
}

/** What goes, without the lines that the sender typed into the quote. */
function withoutTyped(
  lines: readonly string[],
  gone: ReadonlySet<number>,
  heldTexts: readonly string[],
): ReadonlySet<number> {
  if (heldTexts.length === 0) return gone
  const numbers = [...gone].toSorted((a, b) => a - b)
  const typed = linesNotHeld(
    numbers.map(number => lines[number] ?? ''),
    heldTexts,
  )
  return new Set(numbers.filter((_, index) => !typed.has(index)))
}

function isVisibleWithout(lines: readonly string[], gone: ReadonlySet<number>): boolean {
  return lines.some((line, number) => !gone.has(number) && isVisibleText(line))
}

function isVisibleText(text: string): boolean {
  return /[^\s\u00a0\u200b-\u200f\u2060\ufeff]/.test(text)
}

class TextCut {
  private readonly lines: readonly string[]
  private readonly rules: NewPartRules
  private readonly runner: PatternRunner
  private readonly gone = new Set<number>()
  private rule: string | null = null

  constructor(lines: readonly string[], rules: NewPartRules, runner: PatternRunner) {
    this.lines = lines
    this.rules = rules
    this.runner = runner
  }

  run(): { gone: ReadonlySet<number>; rule: string | null } {
    const { lines } = this
    let end = this.findEnd()
    if (!isVisibleText(lines.slice(0, end).join(''))) {
      // A mail that begins with such a header is a copy or a forward: only its marked quotes are old.
      end = lines.length
      this.rule = null
    }
    this.dropLines(lines.slice(0, end), end < lines.length)
    for (let number = end; number < lines.length; number++) this.gone.add(number)
    if (this.rules.foldSignatures) this.foldSignature()
    if (this.rule !== null) this.dropBareDelimiter()
    return { gone: this.gone, rule: this.rule }
  }

  /** Number of the first line of what goes as a whole. */
  private findEnd(): number {
    const byForm = findQuotedMail(this.lines)
    const byPattern = this.endByPattern()
    if (byForm && byForm.line < byPattern.line) {
      this.rule = byForm.rule
      return byForm.line
    }
    // What is forwarded has a header of its own.
    const forwarded = byForm ? -1 : forwardedLine(this.lines)
    if (forwarded !== -1 && forwarded < byPattern.line) return this.lines.length
    this.rule = byPattern.rule
    return byPattern.line
  }

  /** Patterns want a line break before what they match: one is put in front, so that the first line can match too. */
  private endByPattern(): { line: number; rule: string | null } {
    const text = this.lines.join('\n')
    const match = this.runner.earliest(this.rules.multilineDelimiterPatterns, `\n${text}\n`)
    if (!match) return { line: this.lines.length, rule: null }
    // The line break belongs to the match; the line that begins there is the first to go.
    const offset = Math.max(0, match.index - 1)
    let line = 0
    for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
    const number = match.index === 0 ? 0 : text[offset] === '\n' ? line + 1 : line
    return { line: number, rule: `multiline-delimiter ${match.pattern}` }
  }

  /** The lines that go one by one, with what introduces them. */
  private dropLines(lines: readonly string[], cutFollows: boolean): void {
    const patterns = Object.keys(this.rules.delimiterPatterns)
    const trimmed = lines.map(line => line.trim())
    const matches = this.runner.matchingLines(patterns, trimmed)
    const quoted = new Set<number>()
    let rule: string | null = null
    let end = lines.length
    for (const [index, numbers] of matches.entries()) {
      for (const number of numbers) {
        if (isDecoration(trimmed[number] ?? '')) continue
        rule ??= `delimiter ${patterns[index]}`
        if (this.rules.delimiterPatterns[patterns[index] ?? ''] !== true) quoted.add(number)
        else if (number < end) end = number
      }
    }
    for (const number of prefixedQuoteLines(trimmed)) quoted.add(number)
    for (const [number, line] of trimmed.entries()) {
      if (!quoted.has(number) && isWrappedRest(trimmed[number - 1] ?? '', line, trimmed[number + 1] ?? ''))
        quoted.add(number)
    }
    for (const number of quoted) this.gone.add(number)
    for (let number = end; number < lines.length; number++) this.gone.add(number)
    const introductions = this.dropIntroductions(trimmed, cutFollows)
    const answered = answeredLines(kindsOf(trimmed, quoted, introductions, end), trimmed)
    for (const number of answered) this.gone.delete(number)
    if (rule !== null && (end < lines.length || answered.size < quoted.size)) this.rule ??= rule
    else if (introductions.size > 0) this.rule ??= 'attribution'
  }

  private dropIntroductions(lines: readonly string[], cutFollows: boolean): ReadonlySet<number> {
    const introductory = this.runner.matchingLines(this.rules.introductoryPatterns, lines)
    const isIntroductory = (number: number) => introductory.some(numbers => numbers.has(number))
    const found = new Set<number>()
    const { gone } = this
    for (let number = 0; number <= lines.length; number++) {
      const atEnd = number === lines.length
      const isCut = atEnd ? cutFollows : gone.has(number) && !gone.has(number - 1)
      if (!isCut && !atEnd) continue
      const last = lastVisibleLine(lines, number - 1)
      if (last === -1 || gone.has(last)) continue
      const start = attributionStart(lines, isBracketRest(lines[number] ?? '') ? number : last)
      if (start !== -1) for (let line = start; line < number; line++) found.add(line)
      else if (isCut && (isIntroductory(last) || isShortAttribution(lines[last] ?? ''))) found.add(last)
    }
    for (const number of found) gone.add(number)
    return found
  }

  /** `-- ` that has lost what it stood above. */
  private dropBareDelimiter(): void {
    let last = this.lines.length - 1
    while (last >= 0 && (this.gone.has(last) || (this.lines[last] ?? '').trim() === '')) last--
    if (last > 0 && (this.lines[last] ?? '').trim() === '--') this.gone.add(last)
  }

  private foldSignature(): void {
    const numbers = [...this.lines.keys()].filter(number => !this.gone.has(number))
    const start = signatureStart(numbers.map(number => this.lines[number] ?? ''))
    if (!numbers.slice(0, start).some(number => isVisibleText(this.lines[number] ?? ''))) return
    const signature = numbers.slice(start)
    for (const number of signature) this.gone.add(number)
    if (signature.length > 0) this.rule ??= 'signature'
  }
}

/** `>>> www.example.org <<<` is drawn, not quoted. */
function isDecoration(line: string): boolean {
  return line.startsWith('>>') && line.endsWith('<<')
}

function kindsOf(
  lines: readonly string[],
  quoted: ReadonlySet<number>,
  introductions: ReadonlySet<number>,
  end: number,
): readonly LineKind[] {
  return lines.slice(0, end).map((line, number) => {
    if (quoted.has(number)) return 'quoted'
    if (introductions.has(number)) return 'introduction'
    return line === '' ? 'empty' : 'typed'
  })
}

function lastVisibleLine(lines: readonly string[], from: number): number {
  let number = from
  while (number >= 0 && lines[number] === '') number--
  return number
}
