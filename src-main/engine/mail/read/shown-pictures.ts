import { decodeWords } from './encoded-words.ts'
import { allValues, firstValue } from './header-block.ts'
import type { MimeNode } from './mime-tree.ts'

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

/**
 * How the HTML may name each part: `cid:ID` and the Content-Location, each in lower case, to the position of the part.
 * The first part of a name wins.
 */
export function pictureReferences(nodes: readonly MimeNode[]): ReadonlyMap<string, number> {
  const references = new Map<string, number>()
  const put = (key: string, position: number) => {
    if (!references.has(key)) references.set(key, position)
  }
  nodes.forEach((node, position) => {
    const id = contentIdOf(node)
    if (id) put(`cid:${id.toLowerCase()}`, position)
    for (const location of allValues(node.fields, 'content-location')) {
      const clean = location.trim().replace(/^<|>$/g, '').toLowerCase()
      if (clean !== '') put(clean, position)
    }
  })
  return references
}

/** The key that a source of the HTML would have in `pictureReferences`. */
export function referenceKey(source: string): string {
  const trimmed = source.trim().toLowerCase()
  if (!trimmed.startsWith('cid:')) return trimmed
  const id = trimmed.slice(4)
  try {
    return `cid:${decodeURIComponent(id)}`
  } catch {
    return `cid:${id}`
  }
}
