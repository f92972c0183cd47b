import { attributionStart, isCertainAttribution, isFramedByMarks, mayEndAttribution } from './attribution.ts'
import {
  isForwardedLine,
  isHeaderBlock,
  isOriginalMessageLine,
  isOriginalMessageTitle,
  notesBlockStart,
} from './header-block.ts'
import type { RuleName } from './rule-names.ts'

/** `line`: the first line of the quoted mail. */
export type QuotedMail = { readonly line: number; readonly rule: RuleName }

/**
 * The first line of a quoted mail that is not marked line by line: a header block, `-----Original Message-----`, or
 * an attribution that leaves no doubt and has unmarked text below it. Null when there is none, or when the line says
 * that a mail is being forwarded.
 */
export function findQuotedMail(lines: readonly string[]): QuotedMail | null {
  for (let number = 0; number < lines.length; number++) {
    const line = (lines[number] ?? '').trim()
    if (isFramedByMarks(line)) return { line: number, rule: 'attribution' }
    if (line === '' || line.startsWith('>')) continue
    if (isForwardedLine(line)) return null
    if (isOriginalMessageLine(line)) return { line: number, rule: 'original-message' }
    if (isHeaderBlock(lines, number)) return { line: withRuleAbove(lines, number), rule: 'header-block' }
    const notes = notesBlockStart(lines, number)
    if (notes !== -1) return { line: withRuleAbove(lines, notes), rule: 'notes-header' }
    if (mayEndAttribution(line) && !nextIsQuoted(lines, number)) {
      const start = attributionStart(lines, number, isCertainAttribution)
      if (start !== -1) return { line: withRuleAbove(lines, start), rule: 'attribution' }
    }
  }
  return null
}

/** Number of the first unmarked line that says a mail is being forwarded; -1 when there is none. */
export function forwardedLine(lines: readonly string[]): number {
  return lines.findIndex(line => !line.trimStart().startsWith('>') && isForwardedLine(line.trim()))
}

/** Numbers of the lines with a `>`, where they are one block below the line that says who wrote it; else none. */
export function markedBlock(lines: readonly string[]): readonly number[] {
  const marked: number[] = []
  let last = -1
  for (const [number, line] of lines.entries()) {
    if (line.trim() === '') continue
    if (line.trimStart().startsWith('>')) {
      const isFirst = marked.length === 0
      if (isFirst ? last === -1 || attributionStart(lines, last) === -1 : last !== marked.at(-1)) return []
      marked.push(number)
    }
    last = number
  }
  return marked
}

/** Looks at a few lines only: a mail may hold nothing but empty ones and colons. */
function nextIsQuoted(lines: readonly string[], number: number): boolean {
  for (let next = number + 1; next < lines.length && next < number + 50; next++) {
    const line = (lines[next] ?? '').trim()
    if (line !== '') return line.startsWith('>')
  }
  return true
}

/** Outlook draws a line of underscores or dashes above the block; BlackBerry puts a title there. */
function withRuleAbove(lines: readonly string[], number: number): number {
  let above = number - 1
  while (above >= 0 && (lines[above] ?? '').trim() === '') above--
  const line = (lines[above] ?? '').trim()
  return above >= 0 && (/^[-_=*~—]{3,}$/.test(line) || isOriginalMessageTitle(line)) ? above : number
}
