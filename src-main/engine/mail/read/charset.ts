import { isAscii } from 'node:buffer'
import iconv from 'iconv-lite'
import libmime from 'libmime'
import { limits } from '../limits.ts'
import { guessCharset, shiftingCharset } from './guess-charset.ts'

export type DecodedText = {
  readonly text: string
  /** The charset that was used in place of a missing, unknown or wrong one; null when the declared one was right. */
  readonly guessed: string | null
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
/** Declared by habit, whatever the bytes are: UTF-8 in them is believed first. */
const declaredByHabit =
  /^(?:us-?ascii|ascii|ansi.*|7bit|8bit|binary|none|unknown.*|default|x-unknown|iso-?8859-?1|latin-?1|windows-1252|cp1252)$/i
const saysUtf8 = /^utf-?8$/i

/**
 * Bytes to text. The declared charset first; UTF-8 where nothing else fits its bytes; then what the text itself makes
 * likely; windows-1252 for the rest, as every browser reads undeclared western text. Never throws.
 */
export function decodeText(bytes: Buffer, declared: string | null): DecodedText {
  const name = (declared ?? '')
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/[*;\s].*$/, '')
  const marked = byteOrderMark(bytes)
  if (marked) return { text: iconv.decode(bytes, marked), guessed: null }
  if (isAscii(bytes) && !isShifting(name)) {
    const shifting = shiftingCharset(bytes)
    if (shifting) return { text: decodeAs(bytes, shifting), guessed: shifting }
    return { text: bytes.toString('latin1'), guessed: null }
  }
  if (name === '' || saysUtf8.test(name) || declaredByHabit.test(name)) return utf8Or1252(bytes, name)
  const canonical = libmime.normalizeCharset(name)
  if (!iconv.encodingExists(canonical) && !/^(?:iso-?2022-?jp|jis|euc-?jp)/i.test(canonical))
    return utf8Or1252(bytes, name)
  const text = decodeAs(bytes, canonical)
  // A multibyte charset that fits badly was declared wrongly; UTF-8 that fits entirely is no accident.
  if (text.includes('\ufffd')) {
    const asUtf8 = decodeUtf8(bytes)
    if (asUtf8 !== null) return { text: asUtf8, guessed: 'utf-8' }
    const likely = damaged(text) ? guessCharset(bytes) : null
    if (likely && likely !== canonical.toLowerCase()) return { text: decodeAs(bytes, likely), guessed: likely }
  }
  return { text, guessed: null }
}

/** UTF-7 is decoded too: what comes out is text to be escaped or sanitised, never trusted markup. */
function decodeAs(bytes: Buffer, charset: string): string {
  if (/^(?:unicode-1-1-)?utf-?7$/i.test(charset)) return iconv.decode(bytes.subarray(0, limits.utf7Bytes), 'utf-7')
  if (iconv.encodingExists(charset)) return iconv.decode(bytes, charset)
  return libmime.decodeWord(charset, 'B', bytes.toString('base64'))
}

function utf8Or1252(bytes: Buffer, declared: string): DecodedText {
  const text = decodeUtf8(bytes)
  if (text !== null) return { text, guessed: declared === '' || saysUtf8.test(declared) ? null : 'utf-8' }
  if (saysUtf8.test(declared) && mostlyUtf8(bytes)) return { text: bytes.toString('utf8'), guessed: null }
  const likely = guessCharset(bytes)
  if (likely) return { text: decodeAs(bytes, likely), guessed: likely }
  const western = /8859-?1$|latin-?1|1252/.test(declared)
  return { text: iconv.decode(bytes, 'windows-1252'), guessed: western ? null : 'windows-1252' }
}

/** More than a byte that got lost on the way. */
function damaged(text: string): boolean {
  return (text.match(/\ufffd/g)?.length ?? 0) > text.length / 50
}

/** A long UTF-8 text with a few broken bytes (cut by a relay) stays UTF-8. */
function mostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8')
  let broken = 0
  let good = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) good++
  }
  return good > broken * 3
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

function byteOrderMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Charsets that write other scripts with seven-bit bytes. */
function isShifting(name: string): boolean {
  return /2022|utf-?7|utf-?16|utf-?32|hz-|jis/i.test(name)
}
