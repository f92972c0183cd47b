import { decodeWords } from './encoded-words.ts'
import { allValues, firstValue } from './header-block.ts'
import type { MimeNode } from './mime-tree.ts'
import { normaliseFileName } from './part-names.ts'

/** Without angle brackets or a `cid:` in front; null when the part has none. */
export function contentIdOf(node: MimeNode): string | null {
  const value = firstValue(node.fields, 'content-id')
  if (value === null) return null
  const id = decodeWords(value)
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^cid:/i, '')
    .replace(/[\s\u0000-\u001f<>"']/g, '')
  return id === '' ? null : id.slice(0, 500)
}

/** Where relative addresses of a mail start: RFC 2557 lets the part, and then each multipart around it, say so. */
export function baseOf(node: MimeNode, around: readonly MimeNode[]): string | null {
  for (const { fields } of [node, ...around.toReversed()]) {
    for (const name of ['content-base', 'content-location']) {
      const value = locationOf(firstValue(fields, name))
      if (value !== null && isAbsolute(value)) return value
    }
  }
  return null
}

export type PicturePart = { readonly node: MimeNode; readonly base: string | null }

/**
 * How the HTML may name each part, to the position of the part; the first part of a name wins. In lower case:
 * `cid:ID`, the Content-Location as it stands and as a whole address, and last the file name (`name:`), by which some
 * programs refer to a picture whatever id they gave it.
 */
export function pictureReferences(parts: readonly PicturePart[]): ReadonlyMap<string, number> {
  const references = new Map<string, number>()
  const put = (key: string, position: number) => {
    if (!references.has(key)) references.set(key, position)
  }
  parts.forEach(({ node, base }, position) => {
    const id = contentIdOf(node)
    if (id) for (const form of formsOf(id)) put(`cid:${form}`, position)
    for (const value of allValues(node.fields, 'content-location')) {
      const location = locationOf(value)
      if (location === null) continue
      put(location.toLowerCase(), position)
      const whole = resolve(location, base)
      if (whole !== null) put(whole, position)
    }
    const name = normaliseFileName(node.fileName ?? '').toLowerCase()
    if (name !== '' && /^image\/|^application\/octet-stream$/.test(node.type)) put(`name:${name}`, position)
  })
  return references
}

/** The position of the part that a source of the HTML means; null when it is none of this mail. */
export function findReference(
  references: ReadonlyMap<string, number>,
  source: string,
  base: string | null,
): number | null {
  for (const key of keysOf(source.trim(), base)) {
    const position = references.get(key)
    if (position !== undefined) return position
  }
  return null
}

function* keysOf(source: string, base: string | null): Generator<string> {
  if (source === '' || source.startsWith('#')) return
  const isId = /^cid:/i.test(source)
  const bare = isId ? source.slice(4) : source
  // Lotus Notes and some web mailers leave the scheme out.
  if (isId || !isAbsolute(source)) for (const form of formsOf(bare)) yield `cid:${form}`
  if (!isId) {
    yield source.toLowerCase()
    const whole = resolve(source, base)
    if (whole !== null) yield whole
  }
  if (isId || !/[/\\:]/.test(source)) for (const form of formsOf(bare)) yield `name:${form}`
}

/** An id as it stands, and as it is without the brackets and percent signs that addresses put around it. */
function formsOf(id: string): readonly string[] {
  const plain = id.trim().toLowerCase()
  const decoded = decodePercent(plain)
  return [...new Set([plain, decoded, decoded.replace(/^[\s<]+|[\s>]+$/g, '')])].filter(form => form !== '')
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text).toLowerCase()
  } catch {
    return text
  }
}

/** Folded addresses have blanks in them that do not count (RFC 2557, 4.4). */
function locationOf(value: string | null): string | null {
  const location =
    value === null
      ? ''
      : decodeWords(value)
          .trim()
          .replace(/^["<]+|[">]+$/g, '')
          .replace(/\s+/g, '')
  return location === '' ? null : location
}

function isAbsolute(address: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(address)
}

function resolve(location: string, base: string | null): string | null {
  if (isAbsolute(location)) return null
  return (base === null ? null : URL.parse(location, base)?.href.toLowerCase()) ?? null
}

/** The key under which a reader's answer keeps a source of the HTML: cid in any form, other addresses as they stand. */
export function referenceKey(source: string): string {
  const trimmed = source.trim().toLowerCase()
  if (!trimmed.startsWith('cid:')) return trimmed
  return `cid:${formsOf(trimmed.slice(4)).at(-1) ?? ''}`
}
