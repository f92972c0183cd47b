import { attributionStarts, weekdays, wroteWords } from './languages.ts'

const wrote = `(?:${wroteWords.join('|')})`
const edge = '(?<![\\p{L}\\p{N}])'
const endEdge = '(?![\\p{L}\\p{N}])'
/** `On … wrote:`, `Am … schrieb Jane Doe <jane@…>:` */
const startsWithDate = new RegExp(
  `^(?:${attributionStarts.join('|')}|(?:${weekdays.join('|')})\\p{L}{0,7}[.,]?)[\\s,].{3,260}${edge}${wrote}${endEdge}.{0,140}$`,
  'iu',
)
/** `Jane Doe <jane@…> wrote:`, `Jane Doe schrieb am 1.2.2026:` */
const startsWithName = new RegExp(`^.{2,200}${edge}${wrote}${endEdge}.{0,140}$`, 'iu')
/** `2026/2/1 Jane Doe <jane@example.com>:` of Gmail in several languages. */
const dateAndAddress =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}).{0,160}<[^<>\s]{1,200}@[^<>\s]{1,200}>\s*:?$/u
/** Date, time and address with nothing but the colon of the verb left out (mail.ru, Gmail in Russian). */
const datedAddress =
  /^(?=.{0,200}\b(?:19|20)\d{2}\b)(?=.{0,200}\b\d{1,2}[:.]\d{2}\b).{0,300}<[^<>\s]{1,200}@[^<>\s]{1,200}>\s*:$/u
/** Some programs (Zoho) leave the colon out, but never the date, the time and the address. */
const withoutColon = new RegExp(
  `^(?=.{0,200}\\b(?:19|20)\\d{2}\\b)(?=.{0,200}\\d:\\d{2}).{0,300}<[^<>\\s]{1,200}@[^<>\\s]{1,200}>\\s*${wrote}$`,
  'iu',
)
const cjk = /^.{4,200}(?:のメール|書き込みました|書きました|写道|寫道|wrote)\s*[:：]?$/u
const maxLength = 400

/**
 * True for the line that a mail program puts before the mail it quotes, given as one line however it was wrapped.
 * Ordinary sentences that end in a colon have no date and no address.
 */
function isAttribution(line: string): boolean {
  if (line.length > maxLength * 2) return false
  const text = line
    .trim()
    .replace(/^[>*_\s]+/, '')
    .replace(/[*_\s]+$/, '')
  if (text.length < 8 || text.length > maxLength) return false
  if (dateAndAddress.test(text) || datedAddress.test(text) || withoutColon.test(text)) return true
  const dated = /\d{1,4}[-/.:, ]{1,2}(?:\p{L}|\d)|[^\s<>]@[^\s<>]|\d{1,2}[年.]/u.test(text)
  if (!dated) return false
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(text) && cjk.test(text)) return true
  if (!/[:：]$/.test(text)) return false
  return startsWithDate.test(text) || startsWithName.test(text)
}

/**
 * True when it leaves no doubt even without a quote below: a date and a time or an address as well. Mail programs
 * that do not mark quoted lines write only this.
 */
export function isCertainAttribution(line: string): boolean {
  return (
    isAttribution(line) &&
    /\d/.test(line) &&
    (/\d{1,2}[:.h]\d{2}/.test(line) || /[^\s<>]@[^\s<>]/.test(line) || /\b(?:19|20)\d{2}\b/.test(line))
  )
}

/**
 * Number of the first line of the attribution that ends in line `end`: programs wrap it over up to three (seldom four)
 * lines. -1 when there is none.
 */
export function attributionStart(
  lines: readonly string[],
  end: number,
  matches: (line: string) => boolean = isAttribution,
): number {
  let joined = ''
  for (let start = end; start >= 0 && start > end - 4; start--) {
    const line = (lines[start] ?? '').trim()
    if (line === '' || line.length > maxLength) return -1
    joined = joined === '' ? line : `${line} ${joined}`
    if (matches(joined)) return growStart(lines, start)
  }
  return -1
}

/** `On Monday, 1 February 2026,` may stand alone above the line that already looked complete. */
function growStart(lines: readonly string[], start: number): number {
  for (let above = start - 1; above >= 0 && above >= start - 2; above--) {
    const line = (lines[above] ?? '').trim()
    if (line === '') return start
    if (/^(?:on|le|am|el|il|em|op|w dniu|dnia|den)\s.{0,60}\d/iu.test(line) && line.length < 120) return above
  }
  return start
}
