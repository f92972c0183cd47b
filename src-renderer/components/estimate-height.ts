/**
 * A frame in an empty sandbox cannot be measured from outside, so its height is reckoned from its words and pictures.
 * Within a line or two for ordinary mail; the frame scrolls when it is too low.
 */
type Size = { readonly width: number; readonly height: number }
type SizeOf = (image: Element) => Size | undefined

const LINE_PX = 22.4
const CHARACTER_PX = 7.2
const SHORTEST_PX = 32
const TALLEST_PX = 1200
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
)
const WITH_MARGIN = new Set('BLOCKQUOTE DL FIGURE H1 H2 H3 H4 H5 H6 HR OL P PRE UL'.split(' '))
const UNSEEN = new Set(['STYLE', 'TITLE', 'HEAD'])

export function estimateHeight(body: Element, sizeOf: SizeOf, widthPx: number): number {
  const height = heightOf(body, sizeOf, Math.max(widthPx, 200)) + 8
  return Math.round(Math.min(Math.max(height, SHORTEST_PX), TALLEST_PX))
}

/** Browsers parse at most 512 levels, so the recursion is bounded. */
function heightOf(element: Element, sizeOf: SizeOf, widthPx: number): number {
  if (element.tagName === 'TR') return heightOfRow(element, sizeOf, widthPx)
  let height = 0
  let linePx = 0
  let tallestPx = 0
  const endLine = () => {
    height += Math.max(Math.ceil(linePx / widthPx) * LINE_PX, tallestPx)
    linePx = 0
    tallestPx = 0
  }
  const flow = (node: Node): void => {
    if (node instanceof Text) {
      linePx += node.data.replace(/\s+/g, ' ').replace(/^ $/, '').length * CHARACTER_PX
    } else if (node instanceof HTMLImageElement) {
      const size = sizeOf(node)
      if (!size) return
      const shownPx = Math.min(size.width, widthPx)
      linePx += shownPx
      tallestPx = Math.max(tallestPx, (size.height * shownPx) / size.width + 8)
    } else if (!(node instanceof Element) || UNSEEN.has(node.tagName)) {
      return
    } else if (node.tagName === 'BR') {
      if (linePx === 0) height += LINE_PX
      endLine()
    } else if (BLOCKS.has(node.tagName)) {
      endLine()
      height += heightOf(node, sizeOf, widthPx) + (WITH_MARGIN.has(node.tagName) ? 14 : 0)
    } else {
      node.childNodes.forEach(flow)
    }
  }
  element.childNodes.forEach(flow)
  endLine()
  return height
}

function heightOfRow(row: Element, sizeOf: SizeOf, widthPx: number): number {
  const cells = [...row.children]
  return Math.max(0, ...cells.map(cell => heightOf(cell, sizeOf, widthPx / cells.length) + 2))
}
