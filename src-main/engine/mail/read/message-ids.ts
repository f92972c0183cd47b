import { limits } from '../limits.ts'
import { firstValue, type HeaderField } from './header-block.ts'

/** An id with its angle brackets, or a bare one with an `@`; commas, tabs and lost brackets are common. */
const inBrackets = /<([^<>]{1,2000})>/g
const bareId = /(?<![^\s<>,;"()])[^\s<>,;"()@]{1,500}@[^\s<>,;"()]{1,500}/g

/** As in the header, with angle brackets and without white space; null when there is none. */
export function readMessageId(fields: readonly HeaderField[]): string | null {
  const value = firstValue(fields, 'message-id')
  if (value === null) return null
  const first = idsIn(value)[0]
  if (first) return first
  const bare = value.replace(/[\s<>\u0000-\u001f]+/g, '')
  return bare === '' ? null : wrap(bare)
}

/** In-Reply-To first, then References from the newest (last) to the oldest, without repeats. */
export function readReferences(fields: readonly HeaderField[]): readonly string[] {
  const answered = fields.filter(field => field.name === 'in-reply-to').flatMap(field => idsIn(field.value))
  const thread = fields.filter(field => field.name === 'references').flatMap(field => idsIn(field.value))
  return [...new Set([...answered, ...thread.reverse()])].slice(0, limits.references)
}

function idsIn(value: string): string[] {
  const ids: { at: number; id: string }[] = []
  const outside = value.replace(inBrackets, (whole, id: string, at: number) => {
    const clean = id.replace(/\s+/g, '')
    if (clean !== '') ids.push({ at, id: wrap(clean) })
    return ' '.repeat(whole.length)
  })
  for (const match of outside.matchAll(bareId)) ids.push({ at: match.index, id: wrap(match[0]) })
  return ids.sort((a, b) => a.at - b.at).map(entry => entry.id)
}

/** Cut so that an endless id stays one stable key. */
function wrap(id: string): string {
  return `<${id.slice(0, limits.messageIdLength - 2)}>`
}
