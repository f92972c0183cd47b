/** What PCRE's escapes mean, written for JavaScript with the u flag: once outside, once inside of brackets. */
export const horizontal = ' \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'
export const vertical = '\\n\\v\\f\\r\\x85\\u2028\\u2029'

export const posixClasses: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
}

/** `[:^name:]`, where the opposite can be said inside of brackets. */
export const posixOpposites: Readonly<Record<string, string>> = {
  alpha: '\\P{L}',
  digit: '\\D',
  upper: '\\P{Lu}',
  lower: '\\P{Ll}',
  space: '\\S',
  word: '\\W',
}

/** `\p{…}`: general categories stay, a bare script name gets its keyword. `null` when JavaScript knows neither. */
export function translateProperty(name: string, negated: boolean): string | null {
  const inverted = name.startsWith('^') ? !negated : negated
  const plain = name.replace(/^\^/, '')
  for (const candidate of [plain, `Script=${plain}`]) {
    const text = `\\${inverted ? 'P' : 'p'}{${candidate}}`
    try {
      new RegExp(text, 'u')
      return text
    } catch {
      // Not a name of this kind.
    }
  }
  return null
}
