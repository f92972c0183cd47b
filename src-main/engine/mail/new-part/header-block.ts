import { forwardedPhrases, type HeaderKind, headerLabels, originalMessagePhrases } from './languages.ts'

const kinds = new Map<string, Set<HeaderKind>>()
for (const [kind, labels] of Object.entries(headerLabels) as [HeaderKind, readonly string[]][]) {
  for (const label of labels) kinds.set(label, (kinds.get(label) ?? new Set()).add(kind))
}
const labelled = /^[\s*_>]*([\p{L}][\p{L}'’. -]{0,24}?)[*_\s]*[:：][*_\s]*(.*)$/u
const original = new RegExp(`^[\\s>]*[-_=*]{2,}\\s*(?:${originalMessagePhrases.join('|')})\\s*:?\\s*[-_=*]*\\s*$`, 'iu')
const forwarded = new RegExp(`^[\\s>]*[-_=*]*\\s*(?:${forwardedPhrases.join('|')})\\s*:?\\s*[-_=*]*\\s*$`, 'iu')

/** Lines of a block that may stand between two labels: a long recipient list is wrapped. */
const maxGap = 2
const maxBlockLines = 14

export function isOriginalMessageLine(line: string): boolean {
  return line.length < 120 && original.test(line)
}

export function isForwardedLine(line: string): boolean {
  return line.length < 120 && forwarded.test(line)
}

/**
 * True when lines from `start` are the header of a quoted mail (`From: … Sent: … To: … Subject: …`) in one of our
 * languages: at least three different labels, or sender and date.
 */
export function isHeaderBlock(lines: readonly string[], start: number): boolean {
  const first = kindsOf(lines[start] ?? '')
  if (!first || (lines[start] ?? '').length > 300) return false
  const seen = new Set<HeaderKind>()
  let gap = 0
  for (let number = start; number < lines.length && number < start + maxBlockLines && gap <= maxGap; number++) {
    const line = lines[number] ?? ''
    const found = kindsOf(line)
    if (!found) {
      gap++
      continue
    }
    gap = 0
    const fresh = [...found].find(kind => !seen.has(kind))
    if (fresh) seen.add(fresh)
  }
  return (
    (seen.has('from') && seen.has('sent')) ||
    (seen.size >= 3 && seen.has('from')) ||
    (seen.size >= 3 && seen.has('sent'))
  )
}

function kindsOf(line: string): ReadonlySet<HeaderKind> | null {
  if (line.length > 2_000) return null
  const match = labelled.exec(line.slice(0, 300))
  if (!match) return null
  return kinds.get((match[1] ?? '').trim().toLowerCase().replace('’', "'")) ?? null
}
