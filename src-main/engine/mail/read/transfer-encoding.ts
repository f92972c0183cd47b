import { decodeUuencode } from './uuencode.ts'

/** Decoded bytes of a part; an unknown encoding leaves them as they came. Never throws. */
export function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  const name = encoding
    .trim()
    .slice(0, 100)
    .toLowerCase()
    .replace(/\s*[(;].*$/, '')
    .replace(/^["']|["']$/g, '')
  if (name === 'base64') return decodeBase64(bytes)
  if (name === 'quoted-printable') return decodeQuotedPrintable(bytes)
  if (/^(?:x-)?uu(?:encode[d]?)?$/.test(name)) return decodeUuencode(bytes.toString('latin1'))?.bytes ?? bytes
  return bytes
}

/**
 * Padding inside the text means that two encoded pieces were joined: each is decoded by itself, into one buffer, because
 * a hostile text has millions of them.
 */
function decodeBase64(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const padding = text.indexOf('=')
  if (padding === -1 || /^[=\s]*$/.test(text.slice(padding, padding + 200))) return Buffer.from(text, 'base64')
  const out = Buffer.allocUnsafe(Math.ceil(text.length / 4) * 3)
  let length = 0
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf('=', from)
    const to = at === -1 ? text.length : at
    if (to > from) length += out.write(text.slice(from, to), length, 'base64')
    from = to + 1
  }
  return out.subarray(0, length)
}

/** RFC 2045 6.7; a `=` that encodes nothing stays as it is, white space before a line end goes. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  if (!bytes.includes(0x3d)) return bytes
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  let i = 0
  while (i < bytes.length) {
    const at = bytes.indexOf(0x3d, i)
    const to = at === -1 ? bytes.length : at
    length += bytes.copy(out, length, i, to)
    if (at === -1) break
    i = at
    const high = hexDigit(bytes[i + 1])
    const low = hexDigit(bytes[i + 2])
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      i += 3
      continue
    }
    const next = softBreakEnd(bytes, i + 1)
    if (next === -1) {
      out[length++] = 0x3d
      i++
    } else i = next
  }
  return out.subarray(0, length)
}

/** Offset after `=` + optional blanks + line end; -1 when it is no soft line break. */
function softBreakEnd(bytes: Buffer, from: number): number {
  let i = from
  while (i - from < 80 && (bytes[i] === 0x20 || bytes[i] === 0x09)) i++
  if (i >= bytes.length) return i
  if (bytes[i] === 0x0a) return i + 1
  if (bytes[i] === 0x0d) return bytes[i + 1] === 0x0a ? i + 2 : i + 1
  return -1
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57
  return -1
}
