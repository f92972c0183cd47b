import { type HtmlElement, type HtmlNode, isVisible } from '../html/dom.ts'
import type { TextLine } from '../html/html-to-text.ts'

/** Sets of nodes that are cut out of a mail: how they grow, and in which order they stand. The tree itself stays as it is. */

const inline = new Set(['a', 'span', 'font', 'b', 'strong', 'i', 'em', 'u'])

/** The line's nodes, and what is empty without them: a link would be written by its target. */
export function addLine(line: TextLine | undefined, nodes: Set<HtmlNode>): void {
  for (const node of line?.nodes ?? []) {
    nodes.add(node)
    for (
      let box = node.parent;
      box && inline.has(box.name) && box.children.every(child => nodes.has(child));
      box = box.parent
    )
      nodes.add(box)
  }
}

/** The node and everything after it in the document; empty boxes around it go too. */
export function addFrom(start: HtmlNode, root: HtmlElement, nodes: Set<HtmlNode>): void {
  let node: HtmlNode = start
  while (node.parent && node.parent !== root && isFirstVisible(node, nodes)) node = node.parent
  nodes.add(node)
  for (let at: HtmlNode = node; at.parent; at = at.parent) {
    const siblings: readonly HtmlNode[] = at.parent.children
    for (let index = siblings.indexOf(at) + 1; index < siblings.length; index++) {
      const sibling = siblings[index]
      if (sibling) nodes.add(sibling)
    }
  }
}

/** Every piece below the element but those kept. */
export function addLeaves(element: HtmlElement, kept: ReadonlySet<HtmlNode>, nodes: Set<HtmlNode>): void {
  for (const child of element.children) {
    if (kept.has(child)) continue
    if (child.kind === 'element' && child.children.length > 0) addLeaves(child, kept, nodes)
    else nodes.add(child)
  }
}

/** Of nodes that lie in each other only the outermost. */
export function* inDocumentOrder(root: HtmlElement, nodes: ReadonlySet<HtmlNode>): Generator<HtmlNode> {
  for (const child of root.children) {
    if (nodes.has(child)) yield child
    else if (child.kind === 'element') yield* inDocumentOrder(child, nodes)
  }
}

function isFirstVisible(node: HtmlNode, skipped: ReadonlySet<HtmlNode>): boolean {
  for (const sibling of node.parent?.children ?? []) {
    if (sibling === node) return true
    if (isVisible(sibling, skipped)) return false
  }
  return true
}
