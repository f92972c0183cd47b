import { classesOf, type HtmlElement, type HtmlNode, isVisible } from '../html/dom.ts'
import { htmlToLines } from '../html/html-to-text.ts'
import { attributionStart } from './attribution.ts'

/**
 * Gmail, Proton and others write one box with the attribution and the quote in it, and what the sender types below the
 * quote, or between two halves of it, lands in that box too. The quotes in such a box; null when the quoted mail stands
 * in the box without an element of its own, so that all of it is old.
 */
export function findContainer(box: HtmlElement): readonly HtmlElement[] | null {
  const quotes: HtmlElement[] = []
  collect(box, quotes)
  const [first] = quotes
  if (!first) return null
  const lines = htmlToLines(box, new Set<HtmlNode>(quotes))
  const at = lines.findIndex(
    line => line.skipped !== null && line.skipped.kind === 'element' && line.skipped.name === 'blockquote',
  )
  let last = at - 1
  while (last >= 0 && (lines[last]?.text.trim() === '' || isAttributionElement(lines[last]?.skipped ?? null))) {
    if (isAttributionElement(lines[last]?.skipped ?? null)) return quotes
    last--
  }
  if (last < 0) return quotes
  const texts = lines.map(line => line.text.trim())
  return attributionStart(texts, last) === -1 ? null : quotes
}

/** Outermost quotes, and elements that hold only the attribution. */
function collect(element: HtmlElement, quotes: HtmlElement[]): void {
  for (const child of element.children) {
    if (child.kind !== 'element') continue
    if (child.name === 'blockquote' && isVisible(child)) quotes.push(child)
    else if (isAttributionElement(child)) quotes.push(child)
    else collect(child, quotes)
  }
}

function isAttributionElement(node: HtmlNode | null): boolean {
  return (
    node?.kind === 'element' &&
    classesOf(node).some(name => name === 'gmail_attr' || name === 'gmail_quote_attribution')
  )
}
