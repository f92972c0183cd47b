import { pronouns, startsWithDateWords, wroteSigns, wroteWords } from './attribution-words.ts'

const maxLength = 400
/** Lines over which a program wraps an attribution. */
const maxLines = 5

const before = '(?<![\\p{L}\\p{N}])'
const after = '(?![\\p{L}\\p{N}])'
/** A blank may be missing in front of the verb (`<jane@…>wrote:`), but not a letter's edge. */
const wrote = new RegExp(`${before}(?:${wroteWords.join('|')})${after}|${wroteSigns.join('|')}`, 'iu')
const startsWithDate = new RegExp(`^(?:(?:${startsWithDateWords.join('|')})[.,]?[\\s,]|\\d)`, 'iu')
const saidByAPerson = new RegExp(
  `${before}(?:${pronouns})\\s+(?:${wroteWords.join('|')})${after}|${before}(?:${wroteWords.join('|')})\\s+(?:${pronouns})${after}`,
  'iu',
)
/** `As you wrote on 5 January …:` */
const comparison = /^(?:as|wie|comme|como|come|zoals|jak|som|kuten|как)\s/iu
const address = /[^\s<>()[\]"']@[^\s<>()[\]"']/u
const time = /(?<!\d)\d{1,2}[:.hH時点]\s?\d{2}(?!\d)|\d\s?(?:[ap]\.?m\.?)(?![\p{L}])/iu
const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/
const day =
  /(?<!\d)\d{1,4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,4}|(?<!\d)\d{1,2}(?:\.|st|nd|rd|th|er|º|ª)?\s?(?:de\s|d')?[-\s]?\p{L}{3,}|\p{L}{3,}[.,]?[\s-]\d{1,2}(?!\d)|\d{1,2}\s?[月월]/u

/** Address in brackets at the end: some programs (mail.ru, Yandex, Gmail in some languages) leave the verb out. */
const endsWithAddress = /<[^<>\s]{1,200}@[^<>\s]{1,200}>\s*[:：]?$|(?<=\s)[^<>\s@]{1,64}@[^<>\s@]{3,200}:$/u

type Clues = { readonly date: boolean; readonly time: boolean; readonly year: boolean; readonly address: boolean }

/** One line as a reader sees it: without marks of quoting, of emphasis and of writing direction. */
function plainLine(line: string): string {
  return line
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .trim()
    .replace(/^[>*_\s|]+/, '')
    .replace(/[*_\s|]+$/, '')
    .replace(/<\s+/g, '<')
}

/**
 * True for the line that a mail program puts before the mail it quotes, given as one line however it was wrapped.
 * Ordinary sentences that end in a colon have no date and no address. `certain` asks for so much that no quote needs
 * to stand below: programs that do not mark quoted lines write only this line.
 */
function looksLikeAttribution(line: string, certain: boolean): boolean {
  if (line.length > maxLength * 2 || !/[\d@]|-{2}\s*$/.test(line)) return false
  const framed = plainLine(line)
  // `---- On … wrote ----`, `-----Jane Doe wrote: -----`
  const text = framed.replace(/^-+\s*/, '').replace(/\s*-+$/, '')
  const isFramed = /^-{2,}/.test(framed) && /-{2,}$/.test(framed)
  if (text.length < 8 || text.length > maxLength) return false
  const clues: Clues = {
    date: day.test(text),
    time: time.test(text),
    year: year.test(text),
    address: address.test(text),
  }
  if (endsWithAddress.test(text) && isDatedAddress(text, clues)) return true
  const said = wrote.exec(text)
  if (!said) return false
  const endsWell = /[:：]$/.test(text) || isFramed || endsInVerb(text, said, clues)
  if (!endsWell || text.length - said.index > 160) return false
  if (!certain) return clues.date || clues.time || clues.address || isFramed
  if (saidByAPerson.test(text) || comparison.test(text)) return false
  if (isFramed) return true
  if (clues.address) return clues.date || clues.time || clues.year || text.length < 120
  return clues.date && (clues.time || clues.year) && (startsWithDate.test(text) || clues.time)
}

/** Zoho and some phones leave the colon out, but never the date, the time and the address. */
function endsInVerb(text: string, said: RegExpExecArray, clues: Clues): boolean {
  return said.index + said[0].length === text.length && clues.date && clues.address && (clues.time || clues.year)
}

/** `2026/2/1 Jane Doe <jane@example.com>:`, `пн, 5 янв. 2026 г. в 10:00, Jane <jane@example.com>:` */
function isDatedAddress(text: string, clues: Clues): boolean {
  if (clues.year && clues.time) return clues.date && (/[:：]$/.test(text) || startsWithDate.test(text))
  return /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text)
}

function isAttribution(line: string): boolean {
  return looksLikeAttribution(line, false)
}

export function isCertainAttribution(line: string): boolean {
  return looksLikeAttribution(line, true)
}

/** `>>> Jane Doe <jane@example.com> 05.01.2026 10:12 >>>`: GroupWise frames the line and marks nothing below it. */
export function isFramedByMarks(line: string): boolean {
  const text = line.length > maxLength ? '' : (/^>>>\s(.+?)\s>>>$/u.exec(line.trim())?.[1] ?? '')
  return day.test(text) && time.test(text)
}

/** `Jane Doe writes:` has no date; it is believed only right above a quote, and from somebody with a name. */
export function isShortAttribution(line: string): boolean {
  const text = plainLine(line)
  if (text.length > 80 || !/[:：]$/.test(text) || !/^["'“«]?\p{Lu}/u.test(text)) return false
  return wrote.test(text) && !saidByAPerson.test(text) && text.split(/\s+/).length <= 7
}

/** Cheap test, so that only few lines are looked at closely. */
export function mayEndAttribution(line: string): boolean {
  if (line.length > maxLength) return false
  if (/[:：]/.test(line.slice(-4)) || /@.*>/.test(line)) return /\S{2}/.test(line)
  return /[-\p{L})]$/u.test(line) && /\p{L}{3}/u.test(line) && wrote.test(line)
}

/**
 * Number of the first line of the attribution that ends in line `end`: programs wrap it over up to three (seldom five)
 * lines. -1 when there is none.
 */
export function attributionStart(
  lines: readonly string[],
  end: number,
  matches: (line: string) => boolean = isAttribution,
): number {
  const last = lines.slice(Math.max(0, end - maxLines + 1), end + 1).join(' ')
  if (!last.includes('@') && !wrote.test(last)) return -1
  let joined = ''
  for (let start = end; start >= 0 && start > end - maxLines; start--) {
    const line = (lines[start] ?? '').trim()
    if (line === '' || line.length > maxLength) return -1
    // A bracket that did not fit above (`<jane@example.com` / `>:`) is no mark of quoting.
    joined = joined === '' ? line : `${line}${joined.startsWith('>') ? '' : ' '}${joined}`
    if (matches(joined)) return growStart(lines, start)
  }
  return -1
}

/** True for the last piece of a wrapped attribution whose first sign looks like a mark of quoting. */
export function isBracketRest(line: string): boolean {
  return /^>\s?[^>\d]{0,30}[:：]$/u.test(line.trim())
}

/** `On Monday, 1 February 2026,` may stand alone above the line that already looked complete. */
function growStart(lines: readonly string[], start: number): number {
  const first = plainLine(lines[start] ?? '')
  if (day.test(first) && (time.test(first) || year.test(first))) return start
  for (let above = start - 1; above >= 0 && above >= start - 2; above--) {
    const line = plainLine(lines[above] ?? '')
    if (line === '' || line.length > 160 || /[.!?:]$/.test(line)) return start
    if (startsWithDate.test(line) && day.test(line) && (time.test(line) || year.test(line))) return above
  }
  return start
}
