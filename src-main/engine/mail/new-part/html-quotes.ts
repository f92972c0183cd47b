import { attribute, type HtmlElement, type HtmlNode } from '../html/dom.ts'
import { nodesToText, type TextLine } from '../html/html-to-text.ts'
import type { LineKind } from './answers.ts'
import { forwardedLine } from './quoted-mail.ts'

/** Unmarked quotes above one that is introduced by its attribution: what was answered is the introduced one. */
export function ownQuotes(lines: readonly TextLine[], kinds: readonly LineKind[]): readonly HtmlNode[] {
  const own: HtmlNode[] = []
  let before: LineKind = 'empty'
  for (const [number, kind] of kinds.entries()) {
    const node = lines[number]?.skipped
    if (kind === 'quoted' && before === 'introduction') return own
    if (kind === 'quoted' && node && isUnmarkedQuote(node)) own.push(node)
    if (kind !== 'empty') before = kind
  }
  return []
}

/** Gmail and others put a forwarded mail into the same box as a quoted one; its first line tells them apart. */
export function startsWithForward(element: HtmlElement): boolean {
  const lines = nodesToText([element], 400).split('\n')
  const first = lines.findIndex(line => line.trim() !== '')
  return first !== -1 && forwardedLine(lines.slice(0, first + 1)) === first
}

/** A quotation that the sender made himself has no mark and nobody's name above it. */
function isUnmarkedQuote(node: HtmlNode): boolean {
  return (
    node.kind === 'element' &&
    node.name === 'blockquote' &&
    attribute(node, 'class') === '' &&
    attribute(node, 'type') === '' &&
    attribute(node, 'id') === ''
  )
}
