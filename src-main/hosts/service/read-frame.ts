import type { ServiceLimits } from './limits.ts'

/** One call as it comes over the wire: `{id, name, input}`. */
export type Call = { readonly id: string | number; readonly name: string; readonly input: unknown }
export type Frame =
  | { readonly kind: 'call'; readonly call: Call }
  /** More values or deeper than any procedure takes, and not even parsed. */
  | { readonly kind: 'excessive'; readonly id: number }
  | { readonly kind: 'unreadable' }

const LEADING_ID = /^\{"id":(\d{1,15}),/

export function readFrame(text: string, limits: Pick<ServiceLimits, 'frameValues' | 'frameDepth'>): Frame {
  if (!isModest(text, limits)) {
    const id = LEADING_ID.exec(text)?.[1]
    return id === undefined ? { kind: 'unreadable' } : { kind: 'excessive', id: Number(id) }
  }
  try {
    const frame: unknown = JSON.parse(text)
    if (typeof frame !== 'object' || frame === null) return { kind: 'unreadable' }
    if (!('id' in frame) || (typeof frame.id !== 'number' && typeof frame.id !== 'string')) {
      return { kind: 'unreadable' }
    }
    if (!('name' in frame) || typeof frame.name !== 'string') return { kind: 'unreadable' }
    const input = 'input' in frame ? frame.input : {}
    return { kind: 'call', call: { id: frame.id, name: frame.name, input } }
  } catch {
    return { kind: 'unreadable' }
  }
}

/**
 * Counts brackets and commas outside strings, which costs a fraction of parsing: 32 million brackets are a frame of
 * 64 MB and gigabytes of arrays. A mail as base64 is one string and jumped over.
 */
function isModest(text: string, { frameValues, frameDepth }: Pick<ServiceLimits, 'frameValues' | 'frameDepth'>) {
  let depth = 0
  let values = 0
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') at = endOfString(text, at)
    else if (sign === '[' || sign === '{') {
      depth += 1
      values += 1
    } else if (sign === ']' || sign === '}') depth -= 1
    else if (sign === ',') values += 1
    if (depth > frameDepth || values > frameValues) return false
  }
  return true
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text[at - 1 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 1
}
