import { limits } from '../limits.ts'

/**
 * One header field. `value` is unfolded but not decoded: each character is one byte of the mail (latin1), so that
 * decoders further up can still choose the charset.
 */
export type HeaderField = {
  /** Lower case. */
  readonly name: string
  readonly value: string
  /** The name as the mail writes it. */
  readonly written: string
}

export type HeaderBlock = {
  readonly fields: readonly HeaderField[]
  /** Offset of the first byte after the blank line, or of the line that can be no header. */
  readonly bodyStart: number
}

type Draft = { name: string; value: string; written: string }
type Line = { readonly text: string; readonly next: number }

const lineFeed = 0x0a
const fieldForm = /^\s*([!-9;-~]{1,200})[ \t]*:(.*)$/s
/** How far a line that is no header may be from the next one that is, to count as junk and not as the body. */
const junkLines = 12
const knownField =
  /^(?:received|from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|x-[\w-]+|delivered-to|return-path|reply-to|sender|references|in-reply-to|dkim-signature|list-[a-z-]+|authentication-results)[ \t]*:/i

/** Without these a mail is no row in a list, and its body no text: they are taken however many others come first. */
const essential = new Set([
  'from',
  'sender',
  'to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'auto-submitted',
  'content-type',
  'content-transfer-encoding',
])

/**
 * Reads the header block at `start`, as damaged as it may be: bare LF, blank lines or an mbox `From ` line before it,
 * lines that lost their indentation, a missing blank line after it. Never throws; keeps at most `limits.headerBytes`
 * and `limits.headerFields`, and beyond them only the first of each essential field.
 */
export function readHeaderBlock(raw: Buffer, start = 0, end = raw.length): HeaderBlock {
  const block = new BlockDraft()
  const stop = Math.min(end, start + limits.headerScanBytes)
  let position = start
  while (position < stop) {
    const line = readLine(raw, position, stop)
    if (line.text.trim() === '') {
      if (block.fields.length > 0 && endsHere(raw, line, stop)) return { fields: block.fields, bodyStart: line.next }
    } else if (!block.take(line.text, position - start) && !isJunk(raw, line, stop, block.open)) {
      return { fields: block.fields, bodyStart: position }
    }
    position = line.next
  }
  return { fields: block.fields, bodyStart: stop === end ? end : skipToBlankLine(raw, position, end) }
}

class BlockDraft {
  readonly fields: Draft[] = []
  /** What a folded line goes on; null where its field was left out. */
  open: Draft | null = null

  /** A bare CR inside a line was a line end once. False when the line can belong to no header. */
  take(text: string, offset: number): boolean {
    if (!text.includes('\r')) return this.takePiece(text, offset)
    const [first = '', ...others] = text.split(/\r+/)
    if (!this.takePiece(first, offset)) return false
    for (const piece of others) {
      if (piece.trim() === '' || (knownField.test(piece) && this.takePiece(piece, offset))) continue
      if (this.open) extend(this.open, piece)
    }
    return true
  }

  private takePiece(text: string, offset: number): boolean {
    if (this.fields.length > 0 && /^[ \t]/.test(text)) {
      if (this.open) extend(this.open, text)
      return true
    }
    const field = fieldOf(text)
    if (!field) return false
    const crowded = offset > limits.headerBytes || this.fields.length >= limits.headerFields
    const wanted = !crowded || (essential.has(field.name) && !this.fields.some(({ name }) => name === field.name))
    this.open = wanted ? field : null
    if (wanted) this.fields.push(field)
    return true
  }
}

/** Null when the line begins no field. */
function fieldOf(text: string): Draft | null {
  const match = fieldForm.exec(text)
  if (!match) return null
  const written = match[1] ?? ''
  return { name: written.toLowerCase(), value: (match[2] ?? '').trim().slice(0, limits.headerValueLength), written }
}

/** A line of blanks ends the block too, unless a folded line or a header follows (obsolete folding, RFC 5322 4.2). */
function endsHere(raw: Buffer, line: Line, stop: number): boolean {
  if (line.text === '') return true
  const next = readLine(raw, line.next, stop).text
  return next === '' || (!/^[ \t]+\S/.test(next) && !fieldForm.test(next))
}

/** Something else between two headers: an mbox line, a folded line that lost its indentation. */
function isJunk(raw: Buffer, line: Line, stop: number, open: Draft | null): boolean {
  if (line.text.startsWith('--')) return false
  let position = line.next
  for (let count = 0; count < junkLines && position < stop; count++) {
    const following = readLine(raw, position, stop)
    if (following.text === '' || following.text.startsWith('--')) return false
    if (knownField.test(following.text)) {
      if (open && /[;,]$/.test(open.value)) extend(open, line.text)
      return true
    }
    position = following.next
  }
  return false
}

function extend(field: Draft, text: string): void {
  const piece = text.trim()
  // Appended only, never trimmed as a whole: a field may be folded a hundred thousand times.
  if (piece !== '' && field.value.length + piece.length < limits.headerValueLength)
    field.value += field.value === '' ? piece : ` ${piece}`
}

/** A line of megabytes is passed over, its start is read. */
function readLine(raw: Buffer, from: number, stop: number): Line {
  const at = raw.indexOf(lineFeed, from)
  const end = at === -1 || at >= stop ? stop : at
  let textEnd = end
  // CR CR LF comes from relays that convert line ends twice.
  while (textEnd > from && raw[textEnd - 1] === 0x0d) textEnd--
  const text = raw.toString('latin1', from, Math.min(textEnd, from + limits.headerLineLength))
  return { text, next: Math.min(stop, end + 1) }
}

/** A block over the limit: its body begins where its blank line is, however far away. */
function skipToBlankLine(raw: Buffer, from: number, end: number): number {
  const found = [raw.indexOf('\r\n\r\n', from, 'latin1'), raw.indexOf('\n\n', from, 'latin1')]
  const at = Math.min(...found.map(offset => (offset === -1 ? end : offset)))
  return at >= end ? end : at + (raw[at] === 0x0d ? 4 : 2)
}

/** Value of the first field of that name (lower case), null when there is none. */
export function firstValue(fields: readonly HeaderField[], name: string): string | null {
  return fields.find(field => field.name === name)?.value ?? null
}

export function allValues(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.filter(field => field.name === name).map(field => field.value)
}
