import { limits } from '../limits.ts'

/**
 * One header field. `value` is unfolded but not decoded: each character is one byte of the mail (latin1), so that
 * decoders further up can still choose the charset.
 */
export type HeaderField = { readonly name: string; readonly value: string }

export type HeaderBlock = {
  readonly fields: readonly HeaderField[]
  /** Offset of the first byte after the blank line, or of the line that can be no header. */
  readonly bodyStart: number
}

const lineFeed = 0x0a
const fieldName = /^([!-9;-~]{1,200})[ \t]*:(.*)$/s

/**
 * Reads the header block at `start`, as damaged as it may be: bare LF line ends, blank lines before it, an mbox
 * `From ` line, a missing blank line after it. Never throws; reads at most `limits.headerBytes`.
 */
export function readHeaderBlock(raw: Buffer, start = 0, end = raw.length): HeaderBlock {
  const fields: { name: string; value: string }[] = []
  const stop = Math.min(end, start + limits.headerBytes)
  let position = skipBlankLines(raw, start, stop)
  while (position < stop) {
    const lineEnd = endOfLine(raw, position, stop)
    const line = raw.toString('latin1', position, lineEnd.text)
    if (line.trim() === '') return { fields, bodyStart: lineEnd.next }
    if (!takeLine(fields, line, position === start)) return { fields, bodyStart: position }
    position = lineEnd.next
  }
  return { fields, bodyStart: skipToBlankLine(raw, position, end) }
}

/** True when the line belongs to a header; false where the body begins without a blank line. */
function takeLine(fields: { name: string; value: string }[], line: string, first: boolean): boolean {
  const last = fields.at(-1)
  if (last && /^[ \t]/.test(line)) {
    if (last.value.length + line.length <= limits.headerValueLength) last.value += ` ${line.trim()}`
    return true
  }
  const match = fieldName.exec(line)
  if (!match) return first && /^>?From /.test(line)
  if (fields.length < limits.headerFields) {
    fields.push({
      name: (match[1] ?? '').toLowerCase(),
      value: (match[2] ?? '').trim().slice(0, limits.headerValueLength),
    })
  }
  return true
}

function endOfLine(raw: Buffer, from: number, stop: number): { text: number; next: number } {
  const at = raw.indexOf(lineFeed, from)
  if (at === -1 || at >= stop) return { text: stop, next: stop }
  return { text: raw[at - 1] === 0x0d && at > from ? at - 1 : at, next: at + 1 }
}

function skipBlankLines(raw: Buffer, start: number, stop: number): number {
  let position = start
  while (position < stop) {
    const byte = raw[position]
    if (byte !== 0x0d && byte !== lineFeed) break
    position++
  }
  return position
}

/** A block over the limit: its body begins where its blank line is, however far away. */
function skipToBlankLine(raw: Buffer, from: number, end: number): number {
  if (from >= end) return end
  const found = [raw.indexOf('\r\n\r\n', from, 'latin1'), raw.indexOf('\n\n', from, 'latin1')].filter(
    at => at !== -1 && at < end,
  )
  if (found.length === 0) return end
  const at = Math.min(...found)
  return Math.min(end, at + (raw[at] === 0x0d ? 4 : 2))
}

/** Value of the first field of that name (lower case), null when there is none. */
export function firstValue(fields: readonly HeaderField[], name: string): string | null {
  return fields.find(field => field.name === name)?.value ?? null
}

export function allValues(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.filter(field => field.name === name).map(field => field.value)
}
