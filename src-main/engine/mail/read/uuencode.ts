export type UuencodedFile = {
  readonly name: string
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
}

/** A text that only talks about such files: each try may read to its end. */
const maxAttempts = 20
const beginning = /^begin [0-7]{3,4} ([^\r\n]{1,300})\r?\n/gm

/**
 * The first uuencoded file at or after `from`, null when there is none: a `begin` line alone is not enough, its first
 * data line must have the length that it says.
 */
export function decodeUuencode(text: string, from = 0): UuencodedFile | null {
  beginning.lastIndex = from
  let attempts = 0
  for (let match = beginning.exec(text); match && attempts < maxAttempts; match = beginning.exec(text)) {
    attempts++
    const file = decodeLines(text, match.index, beginning.lastIndex, (match[1] ?? '').trim())
    if (file) return file
  }
  return null
}

function decodeLines(text: string, start: number, dataStart: number, name: string): UuencodedFile | null {
  const pieces: Buffer[] = []
  let position = dataStart
  while (position < text.length) {
    const lineFeed = text.indexOf('\n', position)
    const next = lineFeed === -1 ? text.length : lineFeed + 1
    const line = text.slice(position, lineFeed === -1 ? text.length : lineFeed).replace(/\r$/, '')
    position = next
    if (line === 'end') return { name, bytes: Buffer.concat(pieces), start, end: next }
    if (line === '' || line === '`' || line === ' ') continue
    const length = (line.charCodeAt(0) - 32) & 63
    // Trailing blanks may be lost on the way, and some encoders add a checksum: a little shorter or longer is fine.
    if (line.length < Math.ceil((length * 4) / 3) - 3 || line.length > Math.ceil(length / 3) * 4 + 3) return null
    pieces.push(decodeLine(line, length))
  }
  return null
}

function decodeLine(line: string, length: number): Buffer {
  const bytes = Buffer.alloc(Math.ceil(length / 3) * 3)
  const code = (at: number) => ((at < line.length ? line.charCodeAt(at) : 32) - 32) & 63
  for (let group = 0; group * 3 < length; group++) {
    const at = 1 + group * 4
    const value = (code(at) << 18) | (code(at + 1) << 12) | (code(at + 2) << 6) | code(at + 3)
    bytes.writeUIntBE(value, group * 3, 3)
  }
  return bytes.subarray(0, length)
}
