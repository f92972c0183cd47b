import type { z } from 'zod'
import type { WireError } from './errors.ts'

/**
 * The words in which the contract is written. A procedure is a query (changes nothing) or a command; both carry the
 * schemas of what goes in and out. Everything else (types, handlers, clients) is derived from the table of procedures.
 */
export type Procedure<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  readonly kind: 'query' | 'command'
  readonly input: In
  readonly output: Out
}

export function query<In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) {
  return { kind: 'query', input, output } as const
}

export function command<In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) {
  return { kind: 'command', input, output } as const
}

/** What the wire always carries. */
export type Reply<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: WireError }
