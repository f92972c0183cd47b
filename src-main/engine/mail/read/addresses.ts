import { domainToUnicode } from 'node:url'
import { limits } from '../limits.ts'
import type { MailAddress } from '../model.ts'
import { cleanLine } from './clean-text.ts'
import { decodeWords } from './encoded-words.ts'

/** The pieces of one address while it is being read. */
type Draft = { words: string; comment: string; angle: string | null; quoted: boolean }

/**
 * Addresses of a header value (RFC 5322 3.4 and what is sent in its place): names in quotes, comments or encoded words,
 * groups (their members), routes, `;` as separator, bare addresses. Takes undecoded latin1 text, never throws. What
 * has no `@` and no angle brackets is a name with the address ''.
 */
export function parseAddresses(header: string): readonly MailAddress[] {
  // Outlook's form for an address inside a text, which some programs put into headers.
  const value = header.replace(/\[mailto:([^\]\s]{1,500})\]/gi, '<$1>')
  const found: MailAddress[] = []
  let draft = emptyDraft()
  const take = () => {
    const address = finish(draft)
    if (address && found.length < limits.addresses) found.push(address)
    draft = emptyDraft()
  }
  let i = 0
  while (i < value.length && found.length < limits.addresses) {
    const sign = value[i] ?? ''
    if (sign === '"') {
      const end = endOfQuoted(value, i + 1)
      const domain = end === -1 ? null : /^@[^\s<>(),:;"]+/.exec(value.slice(end + 1, end + 1_000))
      if (domain && draft.angle === null) {
        // `"jane doe"@example.com`: the quotes are part of the address (RFC 5322 3.4.1).
        draft.angle = value.slice(i, end + 1) + domain[0]
        i = end + 1 + domain[0].length
      } else if (end === -1) i++
      else {
        draft.words += withoutBackslashes(value.slice(i + 1, end))
        draft.quoted = true
        i = end + 1
      }
    } else if (sign === '(') {
      const end = endOfComment(value, i + 1)
      draft.comment += ` ${withoutBackslashes(value.slice(i + 1, end))}`
      i = end + 1
    } else if (sign === '<') {
      const end = value.indexOf('>', i)
      const stop = end === -1 ? value.length : end
      // `Name <a@b> <c@d>`: the first one with an @ is the address.
      if (draft.angle === null || !draft.angle.includes('@')) draft.angle = value.slice(i + 1, stop)
      i = stop + 1
    } else if (sign === ',' || sign === ';') {
      // A comma in an unquoted name (`Doe, Jane <jane@…>`) separates nothing while no address has come.
      if (sign === ';' || !namePrecedesAddress(draft, value, i + 1)) take()
      else draft.words += sign
      i++
    } else if (sign === ':' && draft.angle === null && !draft.words.includes('@') && !draft.words.includes('=?')) {
      draft = emptyDraft()
      i++
    } else {
      if (sign !== '>') draft.words += sign
      i++
    }
  }
  take()
  return found
}

function emptyDraft(): Draft {
  return { words: '', comment: '', angle: null, quoted: false }
}

function finish(draft: Draft): MailAddress | null {
  // `jdoe@test  . example` (obsolete, RFC 5322 4.4)
  const words = draft.words.trim().replace(/(@[^\s@]{1,255}?)\s{1,20}\.\s{0,20}(?=\S)/g, '$1.')
  if (draft.angle !== null) {
    // `<@relay.example,@other.example:jane@example.com>` is a route (RFC 822).
    const address = cleanAddress(withoutComments(draft.angle).replace(/^\s*@[^:]*:/, ''))
    const name = decodeName(words || draft.comment)
    if (address.includes('@') || !name.includes('@')) return address || name ? { name, address } : null
    return { name: '', address: cleanAddress(name) }
  }
  if (words === '') return null
  const bare = /(?<![^\s<>"(),:;])[^\s<>"(),:;]{1,1000}\s{0,20}@\s{0,20}[^\s<>"(),:;]+|[^\s<>"(),:;]{1,1000}@/.exec(
    words,
  )
  if (!bare) return { name: decodeName(words), address: '' }
  const rest = (words.slice(0, bare.index) + words.slice(bare.index + bare[0].length)).trim()
  return { name: decodeName(rest || draft.comment), address: cleanAddress(bare[0]) }
}

/** True when the text before a comma is a name whose address comes only after it. */
function namePrecedesAddress(draft: Draft, value: string, from: number): boolean {
  if (draft.angle !== null || draft.quoted || draft.words.trim() === '' || draft.words.includes('@')) return false
  const rest = value.slice(from, from + 200)
  const angle = rest.indexOf('<')
  if (angle === -1) return false
  return !/[@,;]/.test(rest.slice(0, angle))
}

function decodeName(text: string): string {
  const decoded = decodeWords(text.trim()).trim()
  // `'Jane Doe'`: Outlook quotes a second time, with the other sign.
  return cleanLine(decoded.replace(/^'(.*)'$/s, '$1'), limits.nameLength)
}

function cleanAddress(text: string): string {
  const decoded = decodeWords(text)
    .replace(/"[^"]*"|\s+/g, piece => (piece.startsWith('"') ? piece : ''))
    .replace(/[<>]/g, '')
    .replace(/^mailto:/i, '')
  return withUnicodeDomain(cleanLine(decoded, limits.addressLength))
}

/** One form of an international domain (RFC 5891), whichever the sender used: people read it, and equal ones compare equal. */
function withUnicodeDomain(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  if (at === -1 || !/(?:^|\.)xn--/i.test(domain)) return address
  const unicode = domainToUnicode(domain)
  return unicode === '' ? address : `${address.slice(0, at + 1)}${unicode}`
}

function endOfQuoted(value: string, from: number): number {
  for (let i = from; i < value.length; i++) {
    if (value[i] === '\\') i++
    else if (value[i] === '"') return i
  }
  return -1
}

function endOfComment(value: string, from: number): number {
  let depth = 1
  for (let i = from; i < value.length; i++) {
    if (value[i] === '\\') i++
    else if (value[i] === '(') depth++
    else if (value[i] === ')' && --depth === 0) return i
  }
  return value.length
}

/** `jane(work)@example.com`: comments may stand even inside an address (RFC 5322 3.2.2). */
function withoutComments(text: string): string {
  return text.replace(/\([^()]*\)/g, '')
}

function withoutBackslashes(text: string): string {
  return text.replace(/\\(.)/g, '$1')
}
