export type RtfToken =
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'word'; readonly word: string; readonly value: number | null }
  /** `\'xx`, a byte of the code page. */
  | { readonly kind: 'byte'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }

const control = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])/y
const plainText = /[^\\{}\r\n\0]+/y

/** Takes RTF (as latin1) apart. Never throws; what makes no sense is left out. */
export function* rtfTokens(rtf: string): Generator<RtfToken> {
  let position = 0
  while (position < rtf.length) {
    const sign = rtf[position]
    if (sign === '{' || sign === '}') {
      yield { kind: sign === '{' ? 'open' : 'close' }
      position++
      continue
    }
    const form = sign === '\\' ? control : plainText
    form.lastIndex = position
    const match = form.exec(rtf)
    if (!match) {
      position++
      continue
    }
    position = form.lastIndex
    if (sign !== '\\') {
      yield { kind: 'text', text: match[0] }
      continue
    }
    const [, word, number, hex, symbol] = match
    if (word !== undefined) {
      const value = number === undefined ? null : Number(number)
      // Raw bytes follow, in which braces mean nothing.
      if (word === 'bin' && value !== null) position += Math.max(0, value)
      else yield { kind: 'word', word, value }
    } else if (hex !== undefined) yield { kind: 'byte', value: Number.parseInt(hex, 16) }
    else if (symbol !== undefined) yield { kind: 'word', word: symbol, value: null }
  }
}
