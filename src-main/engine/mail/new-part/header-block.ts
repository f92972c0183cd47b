import { forwardedPhrases, type HeaderKind, headerLabels, originalMessagePhrases } from './languages.ts'

const kinds = new Map<string, Set<HeaderKind>>()
for (const [kind, labels] of Object.entries(headerLabels) as [HeaderKind, readonly string[]][]) {
  for (const label of labels) kinds.set(label, (kinds.get(label) ?? new Set()).add(kind))
}
const labelled = /^[\s*_>|#-]*([\p{L}][\p{L}'’. -]{0,24}?)[*_\s]*[:：][*_\s]*(.*)$/u
const phraseLine = (phrases: readonly string[], marks: string) =>
  new RegExp(`^[\\s>]*[-_=*—–]${marks}\\s*(?:${phrases.join('|')})\\s*[:：]?\\s*[-_=*—–]*\\s*$`, 'iu')
const original = phraseLine(originalMessagePhrases, '{2,}')
const bareOriginal = new RegExp(`^\\s*(?:${originalMessagePhrases.join('|')})\\s*[:：]?\\s*$`, 'iu')
const forwarded = phraseLine(forwardedPhrases, '*')
/** `-----Jane Doe wrote: -----` and its like are attributions; all labels of one line at once are a block of their own. */
const inOneLine = new RegExp(
  `(?<![\\p{L}\\p{N}])(${[...kinds.keys()].toSorted((a, b) => b.length - a.length).join('|')})\\*{0,2}\\s?[:：]`,
  'giu',
)
const address = /[^\s<>]@[^\s<>]/u
const dateWithTime =
  /(?=.*(?:19|20)\d{2}|.*\d{1,2}[./-]\d{1,2}[./-]\d{2})(?=.*(?<![\d.])\d{1,2}(?:\s?[:hH時]\s?|\.)\d{2}(?![\d.]))/u
/** Labels that forms for a journey or an appointment have too. */
const ofForms = new Set(
  'date|datum|fecha|data|dato|päivämäärä|pvm|дата|日付|日時|日期|时间|tarih|dátum|dată|ngày|날짜|ημερομηνία'.split('|'),
)

/** Lines of a block that may stand between two labels: a long recipient list is wrapped. */
const maxGap = 2
const maxBlockLines = 14
const maxLineLength = 1_000

export function isOriginalMessageLine(line: string): boolean {
  return line.length < 120 && original.test(line)
}

/** The same words without dashes, as BlackBerry writes them: believed only right above a header block. */
export function isOriginalMessageTitle(line: string): boolean {
  return line.length < 60 && bareOriginal.test(line)
}

export function isForwardedLine(line: string): boolean {
  return line.length < 120 && forwarded.test(line)
}

/**
 * True when lines from `start` are the header of a quoted mail (`From: … Sent: … To: … Subject: …`) in one of our
 * languages. A form that somebody filled in (`From: Berlin`, `To: Hamburg`) has neither a subject nor an address.
 */
export function isHeaderBlock(lines: readonly string[], start: number): boolean {
  const line = lines[start] ?? ''
  if (line.length > maxLineLength) return false
  const first = label(line)
  if (!first) return false
  if (line.length > 40 && first.kinds.has('from') && isBlockInOneLine(line)) return true
  const seen = new Map<HeaderKind, string>()
  let [gap, ofMail] = [0, false]
  for (let number = start; number < lines.length && number < start + maxBlockLines && gap <= maxGap; number++) {
    const found = label(lines[number] ?? '')
    if (!found) {
      gap++
      continue
    }
    gap = 0
    const fresh = [...found.kinds].find(kind => !seen.has(kind))
    if (fresh === 'sent' && !ofForms.has(found.name)) ofMail = true
    if (fresh) seen.set(fresh, found.value === '' ? (lines[number + 1] ?? '') : found.value)
  }
  return isConvincing(seen, ofMail)
}

function isConvincing(seen: ReadonlyMap<HeaderKind, string>, ofMail: boolean): boolean {
  const people = `${seen.get('from') ?? ''} ${seen.get('to') ?? ''} ${seen.get('cc') ?? ''}`
  const named = ['from', 'sent', 'to', 'cc', 'subject'].filter(kind => seen.has(kind as HeaderKind)).length
  if (seen.has('subject') && named >= 3 && (seen.has('from') || seen.has('sent'))) return true
  if (seen.has('subject') && seen.has('from') && address.test(people)) return true
  if (!seen.has('sent')) return false
  const dated = dateWithTime.test(seen.get('sent') ?? '')
  if (seen.has('from')) return (dated && ofMail) || address.test(people)
  return seen.has('to') && dated && address.test(people)
}

function isBlockInOneLine(line: string): boolean {
  const seen = new Set<HeaderKind>()
  for (const match of line.matchAll(inOneLine)) {
    const fresh = [...(kinds.get(normal(match[1] ?? '')) ?? [])].find(kind => !seen.has(kind))
    if (fresh) seen.add(fresh)
  }
  return seen.has('from') && seen.has('sent') && (seen.has('to') || seen.has('subject'))
}

/**
 * Lotus Notes writes who and when in two lines, and the labels below without colons (`To`, `cc`, `Subject`), each before
 * or above its value. Number of the line that names the writer, -1 where no such block has its date in line `at`.
 */
export function notesBlockStart(lines: readonly string[], at: number): number {
  const date = (lines[at] ?? '').trim()
  if (date.length > 60 || !/^[\s*]*\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}[\s,]+\d{1,2}[:.]\d{2}/u.test(date)) return -1
  let [to, subject, others] = [false, false, 0]
  for (let number = at + 1; number < lines.length && number <= at + 12 && others <= 4; number++) {
    const line = normal((lines[number] ?? '').slice(0, 200))
    if (startsWithLabel(line, 'to')) to = true
    else if (startsWithLabel(line, 'subject')) subject = true
    else if (line !== '') others++
  }
  if (!to || !subject) return -1
  const above = (lines[at - 1] ?? '').trim()
  return above !== '' && above.length < 120 && !/[.!?,]$/.test(above) ? at - 1 : at
}

function startsWithLabel(line: string, kind: HeaderKind): boolean {
  const words = line.split(' ', 3)
  return words.some((_, count) => kinds.get(words.slice(0, count + 1).join(' '))?.has(kind))
}

export function isHeaderLine(line: string): boolean {
  return label(line) !== null
}

type Label = { readonly name: string; readonly kinds: ReadonlySet<HeaderKind>; readonly value: string }

function label(line: string): Label | null {
  // Most lines have no colon: the expression would try them letter by letter.
  if (line.length > 2_000 || !(line.includes(':') || line.includes('：'))) return null
  const match = labelled.exec(line.slice(0, 300))
  if (!match) return null
  const name = normal(match[1] ?? '')
  const found = kinds.get(name)
  return found ? { name, kinds: found, value: (match[2] ?? '').trim() } : null
}

function normal(text: string): string {
  return text.trim().toLowerCase().replace('’', "'").replace(/\s+/g, ' ')
}
