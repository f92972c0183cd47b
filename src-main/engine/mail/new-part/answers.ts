import { isSignatureDelimiter } from './signature.ts'

/** What a line of a thread is: of the quoted mail, typed by the sender, an introduction to a quote, or empty. */
export type LineKind = 'quoted' | 'typed' | 'introduction' | 'empty'

/**
 * Numbers of the quoted lines that the sender answered one by one: those with typed text below them, in a thread where
 * typed text stands between quoted lines. Without them `Yes.` and `On Monday.` would answer nothing. A quote with text
 * only above or only below it is not answered line by line.
 */
export function answeredLines(kinds: readonly LineKind[], lines: readonly string[]): ReadonlySet<number> {
  const blocks: { from: number; to: number; answered: boolean }[] = []
  let open: { from: number; to: number; answered: boolean } | null = null
  for (const [number, kind] of kinds.entries()) {
    if (kind === 'quoted') {
      if (!open) {
        open = { from: number, to: number, answered: false }
        blocks.push(open)
      }
      open.to = number
    } else if (kind === 'typed') {
      if (isSignatureDelimiter(lines[number] ?? '')) break
      if (open) open.answered = true
      open = null
    } else if (kind === 'introduction') open = null
  }
  const inside = blocks.some((block, index) => block.answered && index < blocks.length - 1)
  const kept = new Set<number>()
  if (!inside) return kept
  for (const block of blocks) {
    if (block.answered) for (let number = block.from; number <= block.to; number++) kept.add(number)
  }
  return kept
}

/** Mail programs wrap at 72 to 80 characters; what was longer went on in a line without its mark. */
const wrapsAt = 72

/**
 * True for the rest of a quoted line that was wrapped a second time and lost its mark: it stands right between two
 * marked lines, begins in lower case, and its first word did not fit above.
 */
export function isWrappedRest(above: string, line: string, below: string): boolean {
  if (!above.startsWith('>') || !below.startsWith('>') || line === '' || line.length > 60) return false
  if (/^[(<[]?https?:\/\/\S+[)>\]]?\s*>*$/.test(line) && /^[(<[]|[>)\]]$/.test(line)) return true
  if (!/^\p{Ll}/u.test(line) || /[?]$/.test(above)) return false
  return above.length + 1 + (line.split(' ', 1)[0] ?? '').length >= wrapsAt
}
