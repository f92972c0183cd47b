import { horizontal, posixClasses, posixOpposites, translateProperty, vertical } from './character-classes.ts'

export type Translation = {
  readonly source: string
  readonly ignoreCase: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
}

/** What the pattern means cannot be said in JavaScript, or nothing says it; the message is for the administrator. */
export class PatternError extends Error {}

type Options = { ignoreCase: boolean; multiline: boolean; dotAll: boolean; extended: boolean; ungreedy: boolean }

/** Flags of PCRE in PHP. D, S, X, J and A change nothing that matters here, or (A) only where a match may begin. */
export function translatePattern(body: string, flags: string): Translation {
  const options: Options = { ignoreCase: false, multiline: false, dotAll: false, extended: false, ungreedy: false }
  let anchored = false
  for (const flag of flags) {
    if (flag === 'i') options.ignoreCase = true
    else if (flag === 'm') options.multiline = true
    else if (flag === 's') options.dotAll = true
    else if (flag === 'x') options.extended = true
    else if (flag === 'U') options.ungreedy = true
    else if (flag === 'A') anchored = true
    else if (!'uDSXJ'.includes(flag))
      throw new PatternError(`The flag ${flag} is not known. Allowed are i, m, s, x, u and U.`)
  }
  const source = new Translator(body, options).run()
  return { source: anchored ? `(?<![^])(?:${source})` : source, ...options }
}

const atEnd = '(?=\\n?(?![^]))'
const assertions: Readonly<Record<string, string>> = { A: '(?<![^])', z: '(?![^])', Z: atEnd, b: '\\b', B: '\\B' }
/** Escapes that JavaScript has not, or understands differently, outside of brackets. */
const ownEscapes: Readonly<Record<string, string>> = {
  R: `(?:\\r\\n|[${vertical}])`,
  N: '[^\\n]',
  h: `[${horizontal}]`,
  H: `[^${horizontal}]`,
  v: `[${vertical}]`,
  V: `[^${vertical}]`,
}

/** Walks once over a PCRE pattern and writes the same in JavaScript's grammar (u flag, so nothing may be sloppy). */
class Translator {
  private readonly text: string
  private readonly options: Options
  private out: string[] = []
  private position = 0
  /** Index into `out` where the last complete atom begins: what a quantifier or a possessive sign belongs to. */
  private atom = -1
  private readonly groups: { at: number; close: string }[] = []
  private atomics = 0

  constructor(text: string, options: Options) {
    this.text = text
    this.options = options
  }

  run(): string {
    this.takeLeadingFlags()
    while (this.position < this.text.length) this.step()
    this.closeSwitched()
    if (this.groups.length > 0) throw new PatternError('A bracket ( is never closed.')
    return this.out.join('')
  }

  private step(): void {
    const sign = this.text[this.position] ?? ''
    if (this.options.extended && this.skipExtended(sign)) return
    if (sign === '\\') {
      this.escape()
      return
    }
    if (sign === '[') {
      this.bracket()
      return
    }
    if (sign === '(') {
      this.group()
      return
    }
    if (sign === ')') {
      this.closeGroup()
      return
    }
    if (/[*+?{]/.test(sign) && this.quantifier()) return
    this.position++
    if (sign === '.') {
      this.push(this.options.dotAll ? '[^]' : '[^\\n]')
      return
    }
    if (sign === '$') {
      this.assertion(this.options.multiline ? '$' : atEnd)
      return
    }
    if (sign === '^') {
      this.assertion('^')
      return
    }
    if (sign === '|') {
      if (this.groups.at(-1)?.close === 'switched')
        throw new PatternError('A flag that is switched before a | is not supported; put it at the very beginning.')
      this.assertion('|')
      return
    }
    if (sign === '{' || sign === '}' || sign === ']') {
      this.push(`\\${sign}`)
      return
    }
    if (sign === '*' || sign === '+' || sign === '?')
      throw new PatternError(`Nothing stands before ${sign} that it could repeat.`)
    const codePoint = this.text.codePointAt(this.position - 1) ?? 0
    if (codePoint > 0xffff) this.position++
    this.push(String.fromCodePoint(codePoint))
  }

  private push(piece: string): void {
    this.atom = this.out.length
    this.out.push(piece)
  }

  private assertion(piece: string): void {
    this.atom = -1
    this.out.push(piece)
  }

  private skipExtended(sign: string): boolean {
    if (/\s/.test(sign)) {
      this.position++
      return true
    }
    if (sign !== '#') return false
    const end = this.text.indexOf('\n', this.position)
    this.position = end === -1 ? this.text.length : end + 1
    return true
  }

  /** True when a quantifier stands here; a lone `{` is a plain sign. */
  private quantifier(): boolean {
    const match = /^(?:[*+?]|\{(?:\d+(?:,\d*)?|,\d+)\})/.exec(this.text.slice(this.position, this.position + 24))
    if (!match) return false
    if (this.atom === -1) throw new PatternError(`Nothing stands before ${match[0]} that it could repeat.`)
    this.position += match[0].length
    const base = match[0].replace('{,', '{0,')
    const next = this.text[this.position]
    if (next === '+') {
      this.position++
      this.makeAtomic(this.atom, `${this.out.splice(this.atom).join('')}${base}`)
      return true
    }
    const lazy = next === '?'
    if (lazy) this.position++
    this.out.push(lazy === this.options.ungreedy ? base : `${base}?`)
    this.atom = -1
    return true
  }

  /** JavaScript has no atomic groups; a lookahead never gives back what it took. */
  private makeAtomic(at: number, piece: string): void {
    if (/\\[1-9]/.test(this.text))
      throw new PatternError('Possessive and atomic groups together with \\1 are not supported; use a named group.')
    const name = `pdatomic${this.atomics++}`
    this.out.length = at
    this.out.push(`(?=(?<${name}>${piece}))\\k<${name}>`)
    this.atom = -1
  }

  private escape(): void {
    const rest = this.text.slice(this.position + 1)
    const sign = rest[0]
    if (sign === undefined) throw new PatternError('The pattern ends in a single backslash.')
    if (sign === 'Q') {
      const end = this.text.indexOf('\\E', this.position)
      const literal = this.text.slice(this.position + 2, end === -1 ? undefined : end)
      for (const character of literal) this.push(escapeLiteral(character))
      this.position = end === -1 ? this.text.length : end + 2
      return
    }
    this.position += 2
    if (sign === 'E') return
    if (Object.hasOwn(assertions, sign)) {
      this.assertion(assertions[sign] ?? '')
      return
    }
    if (Object.hasOwn(ownEscapes, sign)) {
      this.push(ownEscapes[sign] ?? '')
      return
    }
    const reference = /^(?:k(?:<(\w+)>|\{(\w+)\}|'(\w+)')|g\{?(-?\d+)\}?|g\{(\w+)\})/.exec(rest)
    if (reference) {
      this.position += reference[0].length - 1
      const name = reference[1] ?? reference[2] ?? reference[3] ?? reference[5]
      if (reference[4]?.startsWith('-'))
        throw new PatternError('Relative references such as \\g{-1} are not supported; use a named group.')
      this.push(name ? `\\k<${name}>` : `\\${reference[4]}`)
      return
    }
    if (/[1-9]/.test(sign)) {
      const digits = /^\d{1,2}/.exec(rest)?.[0] ?? sign
      this.position += digits.length - 1
      this.push(`(?:\\${digits})`)
      return
    }
    this.push(this.sharedEscape(sign, rest))
  }

  /** Escapes that mean the same inside and outside of brackets; `position` stands after the sign. */
  private sharedEscape(sign: string, rest: string): string {
    if (/[dDsSwWnrtf]/.test(sign)) return `\\${sign}`
    if (sign === 'e') return '\\x1b'
    if (sign === 'a') return '\\x07'
    if (sign === '0') {
      const octal = /^0[0-7]{0,2}/.exec(rest)?.[0] ?? '0'
      this.position += octal.length - 1
      return `\\x${Number.parseInt(octal, 8).toString(16).padStart(2, '0').slice(-2)}`
    }
    if (sign === 'x') {
      const hex = /^x(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{0,2}))/i.exec(rest)
      this.position += (hex?.[0].length ?? 1) - 1
      return `\\u{${hex?.[1] ?? (hex?.[2] || '0')}}`
    }
    if (sign === 'c' && rest[1]) {
      this.position++
      return `\\x${(rest.charCodeAt(1) & 31).toString(16).padStart(2, '0')}`
    }
    if (sign === 'p' || sign === 'P') {
      const name = /^[pP](?:\{(\^?[\w= &-]+)\}|([A-Z]))/.exec(rest)
      const property = name && translateProperty(name[1] ?? name[2] ?? '', sign === 'P')
      if (!name || !property) throw new PatternError(`\\${sign} names no Unicode property that is known.`)
      this.position += name[0].length - 1
      return property
    }
    if (sign === 'K')
      throw new PatternError('\\K is not supported; put what stands before it into (?<=…), or leave the \\K out.')
    if (/[a-zA-Z]/.test(sign)) throw new PatternError(`\\${sign} is not supported.`)
    const codePoint = rest.codePointAt(0) ?? 0
    if (codePoint > 0xffff) this.position++
    return escapeLiteral(String.fromCodePoint(codePoint))
  }

  private bracket(): void {
    let out = '['
    this.position++
    if (this.text[this.position] === '^') {
      out += '^'
      this.position++
    }
    let first = true
    for (; ; first = false) {
      const sign = this.text[this.position]
      if (sign === undefined) throw new PatternError('A bracket [ is never closed.')
      if (sign === ']' && !first) break
      out += this.bracketItem(sign)
    }
    this.position++
    this.push(`${out}]`)
  }

  private bracketItem(sign: string): string {
    const posix = sign === '[' ? /^\[:(\^?)(\w+):\]/.exec(this.text.slice(this.position, this.position + 20)) : null
    if (posix) {
      const members = posix[1] ? posixOpposites[posix[2] ?? ''] : posixClasses[posix[2] ?? '']
      if (!members) throw new PatternError(`${posix[0]} is not supported.`)
      this.position += posix[0].length
      return members
    }
    if (sign === '\\') {
      const rest = this.text.slice(this.position + 1)
      const escaped = rest[0] ?? ''
      this.position += 2
      if (escaped === 'h') return horizontal
      if (escaped === 'v' || escaped === 'R') return vertical
      if (escaped === 'b') return '\\b'
      if (escaped === '-') return '\\-'
      if (escaped === 'Q' || escaped === 'E') return ''
      return this.sharedEscape(escaped, rest)
    }
    this.position++
    if (sign === '-') return this.isRange() ? '-' : '\\-'
    if (/[\][&!#$%*+,.:;<=>?@`~^{}|()/]/.test(sign)) return /[\][{}()|/^]/.test(sign) ? `\\${sign}` : sign
    return sign
  }

  /** A hyphen is a range only between two single characters: `[\w-.]` is an error in JavaScript, not in PCRE. */
  private isRange(): boolean {
    const before = this.text.slice(0, this.position - 1)
    const after = this.text.slice(this.position)
    if (after.startsWith(']') || /^\\[dDsSwWhHpPvV]/.test(after) || after.startsWith('[:')) return false
    return !/(?:(?<!\\)\[\^?|\\[dDsSwWhHvV]|\\[pP]\{[^}]*\}|\\[pP][A-Z]|:\])$/.test(before)
  }

  private takeLeadingFlags(): void {
    const match = /^\(\*[A-Z0-9_]+\)/.exec(this.text)
    if (match) this.position = match[0].length
    const inline = /^\(\?([imsxUJ]+)\)/.exec(this.text.slice(this.position))
    if (!inline) return
    this.position += inline[0].length
    for (const flag of inline[1] ?? '') this.setFlag(flag)
  }

  private setFlag(flag: string): void {
    if (flag === 'i') this.options.ignoreCase = true
    else if (flag === 'm') this.options.multiline = true
    else if (flag === 's') this.options.dotAll = true
    else if (flag === 'x') this.options.extended = true
    else if (flag === 'U') this.options.ungreedy = true
  }

  private group(): void {
    const rest = this.text.slice(this.position)
    if (rest.startsWith('(?#')) {
      const end = this.text.indexOf(')', this.position)
      this.position = end === -1 ? this.text.length : end + 1
      return
    }
    const named = /^\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest)
    if (named) {
      this.openGroup(named[0].length, `(?<${named[1] ?? named[2]}>`, ')')
      return
    }
    const back = /^\(\?P=(\w+)\)/.exec(rest)
    if (back) {
      this.position += back[0].length
      this.push(`\\k<${back[1]}>`)
      return
    }
    const plain = /^\(\?(?::|=|!|<=|<!)/.exec(rest)
    if (plain) {
      this.openGroup(plain[0].length, plain[0], ')')
      return
    }
    if (rest.startsWith('(?>')) {
      this.openGroup(3, '', 'atomic')
      return
    }
    const switched = /^\(\?([imsxU]*)(?:-([imsxU]+))?\)/.exec(rest)
    if (switched) {
      this.switchFlags(switched[0].length, switched[1] ?? '', switched[2] ?? '')
      return
    }
    const modifier = /^\(\?([ims]*)(?:-([ims]+))?:/.exec(rest)
    if (modifier) {
      this.openGroup(modifier[0].length, `(?${modifier[1]}${modifier[2] ? `-${modifier[2]}` : ''}:`, ')')
      return
    }
    if (rest.startsWith('(?') || rest.startsWith('(*')) {
      throw new PatternError(`${/^\([?*][^)]{0,8}/.exec(rest)?.[0] ?? '(?'}… is not supported.`)
    }
    this.openGroup(1, '(', ')')
  }

  /** `(?i)` in the middle holds to the end of the group around it; so does the group that is opened for it here. */
  private switchFlags(length: number, on: string, off: string): void {
    if (/[^im]/.test(on + off))
      throw new PatternError('The flags s, x and U may only be switched at the very beginning of the pattern.')
    this.openGroup(length, `(?${on}${off === '' ? '' : `-${off}`}:`, 'switched')
  }

  private openGroup(length: number, open: string, close: string): void {
    this.position += length
    this.groups.push({ at: this.out.length, close })
    this.out.push(open)
    this.atom = -1
  }

  /** Groups that only carry flags end with the group, or the pattern, that they stand in. */
  private closeSwitched(): void {
    while (this.groups.at(-1)?.close === 'switched') {
      this.groups.pop()
      this.out.push(')')
    }
  }

  private closeGroup(): void {
    this.closeSwitched()
    const group = this.groups.pop()
    if (!group) throw new PatternError('A bracket ) has no partner.')
    this.position++
    if (group.close === 'atomic') {
      this.makeAtomic(group.at, this.out.slice(group.at).join(''))
      return
    }
    this.out.push(')')
    // One piece from here on, so that a quantifier takes the whole group.
    const whole = this.out.splice(group.at).join('')
    this.atom = this.out.length
    this.out.push(whole)
  }
}

function escapeLiteral(character: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character === '-' ? '\\x2d' : character
}
