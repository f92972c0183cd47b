import { decodeText } from './charset.ts'
import { decodeQuotedPrintable } from './transfer-encoding.ts'

/** `[^?]` would lose words whose sender left a question mark unencoded; the lazy match ends at the first `?=`. */
const encodedWord = /=\?([^?\s]{1,60})\?([bBqQ])\?(.*?)\?=(?=([ \t\r\n]*=\?[^?\s]{1,60}\?[bBqQ]\?)?)/gs

/**
 * Text of a header value with encoded words (RFC 2047). Neighbouring words of one charset are joined before decoding,
 * because many senders cut characters in half; raw 8-bit bytes, in words and between them, are taken as UTF-8, else
 * windows-1252. Takes latin1 text (one character a byte), never throws.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return decodeRaw(value)
  let text = ''
  let last = 0
  let pending: { charset: string; bytes: Buffer[] } | null = null
  const flush = () => {
    if (pending) text += decodeText(Buffer.concat(pending.bytes), pending.charset).text
    pending = null
  }
  for (const match of value.matchAll(encodedWord)) {
    const between = value.slice(last, match.index)
    const charset = (match[1] ?? '').toLowerCase().replace(/\*.*$/, '')
    if (last === 0 || between.trim() !== '') {
      flush()
      text += decodeRaw(between)
    }
    const bytes = decodePayload(match[2] ?? '', match[3] ?? '')
    const open = pending as { charset: string; bytes: Buffer[] } | null
    if (open?.charset === charset && !/2022|utf-?7/.test(charset)) open.bytes.push(bytes)
    else {
      flush()
      pending = { charset, bytes: [bytes] }
    }
    last = match.index + match[0].length
  }
  flush()
  return text + decodeRaw(value.slice(last))
}

function decodePayload(encoding: string, payload: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(payload.replace(/\s+/g, ''), 'base64')
  return decodeQuotedPrintable(Buffer.from(payload.replaceAll('_', ' '), 'latin1'))
}

function decodeRaw(value: string): string {
  return decodeText(Buffer.from(value, 'latin1'), null).text
}
