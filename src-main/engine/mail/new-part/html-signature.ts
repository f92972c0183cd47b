import { type HtmlElement, type HtmlNode, isVisible } from '../html/dom.ts'
import { htmlToLines } from '../html/html-to-text.ts'
import { addLine } from './cut-nodes.ts'
import { isSignatureElement, signatureStart } from './signature.ts'

/** Adds the nodes of the signature; false, and nothing added, where there is none or it is all that was sent. */
export function foldHtmlSignature(root: HtmlElement, nodes: Set<HtmlNode>): boolean {
  const before = new Set(nodes)
  const visit = (parent: HtmlElement): void => {
    for (const node of parent.children) {
      if (node.kind !== 'element' || nodes.has(node)) continue
      if (isSignatureElement(node)) nodes.add(node)
      else visit(node)
    }
  }
  visit(root)
  const lines = htmlToLines(root, nodes).filter(line => !line.skipped)
  for (const line of lines.slice(signatureStart(lines.map(each => each.text)))) addLine(line, nodes)
  if (nodes.size === before.size) return false
  if (isVisible(root, nodes)) return true
  for (const node of nodes) if (!before.has(node)) nodes.delete(node)
  return false
}
