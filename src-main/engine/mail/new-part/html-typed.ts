import type { HtmlNode } from '../html/dom.ts'
import { htmlToLines } from '../html/html-to-text.ts'
import { addLeaves } from './cut-nodes.ts'
import { linesNotHeld } from './held-texts.ts'

/** What the sender typed into a quote leaves the set of cut nodes; the rest of that quote stays in it piece by piece. */
export function keepTyped(nodes: Set<HtmlNode>, heldTexts: readonly string[]): void {
  for (const node of [...nodes]) {
    if (node.kind !== 'element') continue
    const lines = htmlToLines(node)
    const typed = linesNotHeld(
      lines.map(line => line.text),
      heldTexts,
    )
    if (typed.size === 0) continue
    const kept = new Set([...typed].flatMap(number => lines[number]?.nodes ?? []))
    nodes.delete(node)
    addLeaves(node, kept, nodes)
  }
}
