import { limits } from '../limits.ts'
import { splitDelimiters } from './delimiters.ts'
import { asUnderstood } from './pasted-literals.ts'
import { PatternError, translatePattern } from './translate.ts'

export type CompiledPattern =
  | { readonly ok: true; readonly regexp: RegExp }
  | { readonly ok: false; readonly message: string }

/** The same few dozen patterns for every mail of an inbox. */
const known = new Map<string, CompiledPattern>()
const knownLimit = 500

/**
 * A pattern as administrators paste it (PCRE with any delimiter, or without one) as a JavaScript RegExp with the u
 * flag. It may still be slow: run it through `runBounded` only. `message` is one sentence for the settings form.
 */
export function compilePattern(source: string): CompiledPattern {
  const before = known.get(source)
  if (before) return before
  const compiled = compile(source)
  if (known.size >= knownLimit) known.clear()
  known.set(source, compiled)
  return compiled
}

function compile(source: string): CompiledPattern {
  if (source.trim() === '') return { ok: false, message: 'The pattern is empty.' }
  if (source.length > limits.patternLength)
    return { ok: false, message: `The pattern is longer than ${limits.patternLength} characters.` }
  try {
    const { body, flags } = splitDelimiters(asUnderstood(source))
    const translation = translatePattern(body, flags)
    return {
      ok: true,
      regexp: new RegExp(
        translation.source,
        `u${translation.ignoreCase ? 'i' : ''}${translation.multiline ? 'm' : ''}`,
      ),
    }
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, message: error.message }
    if (error instanceof SyntaxError)
      return { ok: false, message: `The pattern does not compile: ${reasonOf(error.message)}.` }
    throw error
  }
}

/** V8 says `Invalid regular expression: /…/u: Nothing to repeat`; only the end is news. */
function reasonOf(message: string): string {
  return message.slice(message.lastIndexOf(': ') + 2).replace(/\.$/, '')
}
