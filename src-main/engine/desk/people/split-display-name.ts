import { cleanLine } from '../clean-line.ts'

const LONGEST_NAME = 255

export type PersonName = { readonly firstName: string; readonly name: string }

/**
 * A person's names from the name that a mail shows: `Doe, John`, `John Doe`, `"John Doe" (Sales)`. Without one, the
 * part of the address before the @, its dots read as spaces. `name` is never empty, `firstName` may be.
 */
export function splitDisplayName(displayName: string, address: string): PersonName {
  const shown = withoutDecoration(cleanLine(displayName, LONGEST_NAME))
  // Many clients put the address itself where the name belongs.
  const whole = shown === '' || shown.includes('@') ? nameFromAddress(address) : shown
  const comma = whole.indexOf(',')
  const [first, last] = comma >= 0 ? [whole.slice(comma + 1).trim(), whole.slice(0, comma).trim()] : atLastSpace(whole)
  return last === '' ? { firstName: '', name: first || whole } : { firstName: first, name: last }
}

function atLastSpace(whole: string): readonly [string, string] {
  const space = whole.lastIndexOf(' ')
  return space < 0 ? ['', whole] : [whole.slice(0, space).trim(), whole.slice(space + 1)]
}

/** Quotes around the name and a department in brackets behind it. */
function withoutDecoration(name: string): string {
  const bare = name.replace(/^["'`\s]+|["'`\s]+$/g, '')
  const named = bare.replace(/\s*[([][^()[\]]*[)\]]$/, '').replace(/["'`\s]+$/, '')
  const result = named === '' ? bare : named
  return /[\p{L}\p{N}]/u.test(result) ? result : ''
}

function nameFromAddress(address: string): string {
  const local = address.slice(0, address.lastIndexOf('@') < 0 ? undefined : address.lastIndexOf('@'))
  const words = cleanLine(local.replace(/[.,]+/g, ' '), LONGEST_NAME)
  return words || cleanLine(address, LONGEST_NAME) || 'unknown'
}
