/** The little that reading needs of a document: elements and text, no comments, no scripts. */
export type HtmlElement = {
  readonly kind: 'element'
  /** Lower case. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: HtmlNode[]
  readonly parent: HtmlElement | null
}
export type HtmlText = { readonly kind: 'text'; text: string; readonly parent: HtmlElement }
export type HtmlNode = HtmlElement | HtmlText

export function attribute(element: HtmlElement, name: string): string {
  return Object.hasOwn(element.attributes, name) ? (element.attributes[name] ?? '') : ''
}

export function classesOf(element: HtmlElement): readonly string[] {
  return attribute(element, 'class')
    .toLowerCase()
    .split(/\s+/)
    .filter(name => name !== '')
}

/** Every element below `root` in document order; `visit` says whether to go deeper. Depth is bounded by the parser. */
export function walkElements(root: HtmlElement, visit: (element: HtmlElement) => boolean): void {
  for (const child of root.children) {
    if (child.kind === 'element' && visit(child)) walkElements(child, visit)
  }
}

/** `display:none` and its like hide what a preview line or a tracking block says. */
export function isHidden(element: HtmlElement): boolean {
  const style = attribute(element, 'style')
  return style !== '' && /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(style)
}

/** True when a reader would see text or a picture in it. */
export function isVisible(node: HtmlNode, skipped?: ReadonlySet<HtmlNode>): boolean {
  if (skipped?.has(node)) return false
  if (node.kind === 'text') return /[^\s\u00a0\u200b-\u200f\u2060\ufeff]/.test(node.text.replaceAll('\u034f', ''))
  if (node.name === 'img') return !isTrackingPixel(node)
  return !isHidden(node) && node.children.some(child => isVisible(child, skipped))
}

function isTrackingPixel(image: HtmlElement): boolean {
  return /^[01](?:px)?$/.test(attribute(image, 'width')) || /^[01](?:px)?$/.test(attribute(image, 'height'))
}
