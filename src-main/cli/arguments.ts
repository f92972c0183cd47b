import { readFileSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './usage.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Flags and the words between them; a word too many or a flag that is not known is wrong usage. */
export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: joinNegative(args, options), options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** `--count -1` is meant as `--count=-1`; to parseArgs the number looks like a flag of its own. */
function joinNegative(args: readonly string[], options: Options): string[] {
  const joined: string[] = []
  for (const word of args) {
    const flag = joined.at(-1) ?? ''
    const takesValue = flag.startsWith('--') && options[flag.slice(2)]?.type === 'string'
    if (takesValue && /^-\d+$/.test(word)) joined.splice(-1, 1, `${flag}=${word}`)
    else joined.push(word)
  }
  return joined
}

/** Exactly the words a command takes. */
export function requireWords(words: readonly string[], ...names: string[]): readonly string[] {
  if (words.length === names.length) return words
  throw new UsageError(names.length === 0 ? `Unexpected: ${words.join(' ')}` : `Expected ${names.join(' ')}.`)
}

export function readWholeNumber(text: string, flag: string, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number
  const upTo = most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''
  throw new UsageError(`${flag} takes a whole number from ${least}${upTo}.`)
}

/** `90s`, `15m`, `1h`, `7d` in milliseconds. */
export function readDuration(text: string, flag: string): number {
  const match = /^(\d+)\s*(s|m|h|d)$/.exec(text)
  const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match?.[2] ?? '']
  if (!match || unitMs === undefined) throw new UsageError(`${flag} takes a time such as 90s, 15m, 1h or 7d.`)
  return Number(match[1]) * unitMs
}

export function readJsonFile(file: string, flag: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`${flag}: ${file} cannot be read.`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${flag}: ${file} is no JSON: ${error instanceof Error ? error.message : ''}`)
  }
}
