import { decodeText } from './charset.ts'
import { decodeWords } from './encoded-words.ts'

export type ParsedHeader = {
  /** What stands before the first parameter, lower case, without comments. */
  readonly value: string
  /** By lower-case name; decoded, but for `boundary`, which stays as its bytes (latin1). */
  readonly parameters: Readonly<Record<string, string>>
}

/** One piece of a value: `name*1*=…` is number 1, percent-encoded. */
type Piece = { readonly number: number; readonly encoded: boolean; readonly text: string }

const maxParameters = 200
const nameForm = /^[ \t]*([^\s=;"()<>,]{1,100})[ \t]*=[ \t]*/
/** A quote that never closes ends before the next parameter. */
const nextParameter = /;\s*[\w*-]{1,40}\s*=/
/** What may follow a closing quote; a quote before anything else is part of the value (`"my "best" plan.pdf"`). */
const endsQuoted = /^\s*(?:;|\(|$|[\w*-]{1,40}\s*=)/
/** `multipart/mixed boundary=x`: the semicolon was lost. */
const lostSemicolon = /^([\w.+-]+\/[\w.+-]+|attachment|inline)[ \t]+(?=[\w*-]{1,40}[ \t]*=)/i

/**
 * `type/subtype; name="x"` (RFC 2045 5.1) with the continuations and charsets of RFC 2231, in any order, and what is
 * sent in their place: encoded words, raw bytes, blanks and parentheses in values without quotes. Takes latin1 text,
 * never throws.
 */
export function parseParameters(header: string): ParsedHeader {
  const text = header.replace(lostSemicolon, '$1; ')
  const pieces = new Map<string, Piece[]>()
  let position = 0
  let value = ''
  const first = nameForm.exec(text)
  if (!first) {
    position = endOfValue(text)
    value = withoutComments(text.slice(0, position)).trim().toLowerCase()
  }
  for (let count = 0; position < text.length && count < maxParameters; count++) {
    while (/[;\s]/.test(text[position] ?? '')) position++
    const start = nameForm.exec(text.slice(position, position + 200))
    if (!start) {
      const next = text.indexOf(';', position)
      if (next === -1) break
      position = next + 1
      continue
    }
    const read = readValue(text, position + start[0].length, start[1] ?? '')
    addPiece(pieces, start[1] ?? '', read.text)
    position = read.end
  }
  const parameters: Record<string, string> = Object.create(null)
  for (const [name, list] of pieces) parameters[name] = joinPieces(name, list)
  return { value, parameters }
}

function endOfValue(text: string): number {
  const at = text.indexOf(';')
  return at === -1 ? text.length : at
}

function readValue(text: string, from: number, name: string): { text: string; end: number } {
  if (text[from] === '"') return readQuoted(text, from + 1)
  const semicolon = text.indexOf(';', from)
  const end = semicolon === -1 ? text.length : semicolon
  const bare = text.slice(from, end)
  // `filename=report (1).pdf`: only a name may hold what elsewhere is a comment.
  return { text: (/^(?:file)?name/i.test(name) ? bare : withoutComments(bare)).trim(), end }
}

/** A backslash is kept unless it hides a quote or itself: file names with Windows paths are sent unescaped. */
function readQuoted(text: string, from: number): { text: string; end: number } {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"' && (endsQuoted.test(text.slice(i + 1, i + 60)) || !text.includes('"', i + 1)))
      return { text: text.slice(from, i).replace(/\\(["\\])/g, '$1'), end: i + 1 }
  }
  const rest = text.slice(from)
  const end = nextParameter.exec(rest)?.index ?? rest.length
  return { text: rest.slice(0, end).trim(), end: from + end }
}

function addPiece(pieces: Map<string, Piece[]>, written: string, text: string): void {
  const [, name = '', number, star] = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(written) ?? []
  if (name === '') return
  const list = pieces.get(name.toLowerCase()) ?? []
  list.push({ number: number === undefined ? -1 : Number(number), encoded: star !== undefined, text })
  pieces.set(name.toLowerCase(), list)
}

/** The encoded form is the better one where both are sent; continuations only where no whole value is. */
function joinPieces(name: string, pieces: readonly Piece[]): string {
  if (name === 'boundary')
    return pieces
      .toSorted(byNumber)
      .map(piece => piece.text)
      .join('')
  const whole = pieces.find(piece => piece.number === -1 && piece.encoded && piece.text !== '')
  if (whole) return decodeExtended([whole])
  const numbered = pieces.filter(piece => piece.number >= 0).toSorted(byNumber)
  if (numbered.some(piece => piece.encoded)) return decodeExtended(numbered)
  if (numbered.length > 0) return decodeWords(numbered.map(piece => piece.text).join(''))
  return decodeWords(pieces.find(piece => piece.text !== '')?.text ?? '')
}

function byNumber(one: Piece, other: Piece): number {
  return one.number - other.number
}

/** `utf-8'en'caf%C3%A9`; some senders write the charset before each piece, some leave it out. */
function decodeExtended(pieces: readonly Piece[]): string {
  let charset: string | null = null
  const bytes = pieces.map(({ encoded, text }) => {
    if (!encoded) return Buffer.from(text, 'latin1')
    const [prefix, name] = /^([\w.:-]{0,40})'[\w-]{0,20}'/.exec(text) ?? []
    const declared: boolean = prefix !== undefined && (charset === null || name?.toLowerCase() === charset)
    if (declared) charset = name?.toLowerCase() ?? null
    return percentDecode(declared ? text.slice(prefix?.length) : text)
  })
  const decoded = decodeText(Buffer.concat(bytes), charset || null).text
  return decoded.includes('=?') ? decodeWords(Buffer.concat(bytes).toString('latin1')) : decoded
}

function percentDecode(text: string): Buffer {
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

/** Comments nest; a parenthesis that never closes hides nothing. */
function withoutComments(text: string): string {
  let rest = text
  for (let depth = 0; depth < 5 && rest.includes('('); depth++) rest = rest.replace(/\([^()]*\)/g, ' ')
  return rest
}
