import { attribute, walkElements } from '../html/dom.ts'
import type { Mail } from '../model.ts'
import { type FoundPart, foundPart } from './attachments.ts'
import type { MimeNode } from './mime-tree.ts'
import type { Body } from './read-body.ts'
import { contentIdOf, pictureReferences, referenceKey } from './shown-pictures.ts'

/** The parts that are no text, with the content ids of those that the chosen body shows in place. */
export function findParts(
  nodes: readonly MimeNode[],
  body: Body,
): { parts: FoundPart[]; pictures: Map<string, number> } {
  const references = pictureReferences(nodes)
  const pictures = new Map<string, number>()
  if (body.root && references.size > 0) {
    walkElements(body.root, element => {
      if (element.name !== 'img') return true
      const key = referenceKey(attribute(element, 'src'))
      const position = references.get(key)
      if (position !== undefined) pictures.set(key, position)
      return true
    })
  }
  const shown = new Set(pictures.values())
  const parts = nodes.map((node, position) => {
    const id = contentIdOf(node) ?? (shown.has(position) ? `part-${position + 1}@location` : null)
    return foundPart(node, id, shown.has(position))
  })
  for (const file of body.files) {
    parts.push({
      fileName: file.name,
      type: 'application/octet-stream',
      disposition: 'attachment',
      contentId: null,
      shown: false,
      bytes: file.bytes,
      setAside: null,
    })
  }
  return { parts, pictures }
}

/** Sources of the body to content ids, without the pictures that a rule leaves out. */
export function keepShown(
  pictures: ReadonlyMap<string, number>,
  parts: Mail['attachments'],
): ReadonlyMap<string, string> {
  const kept = new Map<string, string>()
  for (const [key, position] of pictures) {
    const part = parts[position]
    if (part?.shown && part.contentId) kept.set(key, part.contentId)
  }
  return kept
}
