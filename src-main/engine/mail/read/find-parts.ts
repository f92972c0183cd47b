import type { HtmlElement } from '../html/dom.ts'
import { walkElements } from '../html/dom.ts'
import { pictureSource } from '../html/picture-sources.ts'
import type { Mail } from '../model.ts'
import { type FoundPart, foundPart } from './attachments.ts'
import type { BodyParts } from './body-parts.ts'
import type { MimeNode } from './mime-tree.ts'
import type { Body } from './read-body.ts'
import { baseOf, contentIdOf, findReference, pictureReferences, referenceKey } from './shown-pictures.ts'

/** The parts that are no text, and which of them the chosen body shows: its sources, by `referenceKey`, to positions. */
export function findParts(
  { attachments, body: leaves }: BodyParts,
  root: MimeNode,
  body: Body,
): { parts: FoundPart[]; pictures: Map<string, number> } {
  const pictures = body.root ? shownBy(body.root, attachments, leaves, root) : new Map<string, number>()
  const shown = new Set(pictures.values())
  const parts = attachments.map((node, position) => {
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

function shownBy(
  html: HtmlElement,
  nodes: readonly MimeNode[],
  leaves: readonly MimeNode[],
  root: MimeNode,
): Map<string, number> {
  const around = ancestors(root)
  const basedOn = (node: MimeNode) => baseOf(node, around.get(node) ?? [])
  const references = pictureReferences(nodes.map(node => ({ node, base: basedOn(node) })))
  const pictures = new Map<string, number>()
  if (references.size === 0) return pictures
  const page = leaves.find(leaf => leaf.type === 'text/html')
  const base = page ? basedOn(page) : null
  walkElements(html, element => {
    const source = pictureSource(element)
    const position = source === '' ? null : findReference(references, source, base)
    if (position !== null) pictures.set(referenceKey(source), position)
    return true
  })
  return pictures
}

/** Each leaf to the multiparts around it, the outermost first. */
function ancestors(root: MimeNode): ReadonlyMap<MimeNode, readonly MimeNode[]> {
  const found = new Map<MimeNode, readonly MimeNode[]>()
  const visit = (node: MimeNode, around: readonly MimeNode[]): void => {
    if (node.children.length === 0) found.set(node, around)
    for (const child of node.children) visit(child, [...around, node])
  }
  visit(root, [])
  return found
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
