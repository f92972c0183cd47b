const longestText = 200

/**
 * What a server says is hostile: one line, no control characters, at most 200 characters, and without the secret,
 * which some servers repeat in their refusal, as it is or the way it was sent.
 */
export function quoteServerText(text: string, secret: string): string {
  const masked = formsOf(secret).reduce((rest, form) => maskTokens(rest, form), text)
  const plain = masked.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  return plain.length > longestText ? `${plain.slice(0, longestText)}…` : plain
}

type Form = { readonly text: string; readonly around: RegExp | null }

/** A piece of base64 or hex shorter than this turns up by chance. */
const shortestPiece = 5
const base64Letters = /[\w+/=-]/

function formsOf(secret: string): readonly Form[] {
  if (secret === '') return []
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const json = inJson(secret)
  const url = encodeURIComponent(secret)
  const form = new URLSearchParams([['', secret]]).toString().slice(1)
  const whole = [inJson(json), json, url, url.toLowerCase(), form, secret.replace(/["\\]/g, '\\$&'), secret]
  const pieces = [0, 1, 2].map(offset => base64Piece(bytes, offset)).flatMap(text => [text, toUrlLetters(text)])
  return [
    ...whole.map(text => ({ text, around: null })),
    ...[...pieces, hex, hex.toUpperCase()]
      .filter(text => text.length >= shortestPiece)
      .map(text => ({ text, around: base64Letters })),
  ]
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** The letters that say the same of the secret whatever stands before and after it, `offset` bytes into a blob. */
function base64Piece(secret: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), secret]).toString('base64')
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + secret.length) * 8) / 6))
}

function toUrlLetters(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_')
}

/** Masks each occurrence, with all the letters `around` it: the rest of a blob tells the beginning of the secret. */
function maskTokens(text: string, { text: form, around }: Form): string {
  if (!around) return text.replaceAll(form, '***')
  let rest = text
  for (let at = rest.indexOf(form); at !== -1; at = rest.indexOf(form, at)) {
    let start = at
    let end = at + form.length
    while (start > 0 && around.test(rest.charAt(start - 1))) start -= 1
    while (end < rest.length && around.test(rest.charAt(end))) end += 1
    rest = `${rest.slice(0, start)}***${rest.slice(end)}`
    at = start
  }
  return rest
}
