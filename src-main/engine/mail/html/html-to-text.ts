import { attribute, type HtmlElement, type HtmlNode, type HtmlText, isHidden } from './dom.ts'
import { safeLink, saysTarget } from './links.ts'

/** One line as a person would read it, with the text nodes that it is made of. */
export type TextLine = {
  readonly text: string
  readonly nodes: readonly HtmlNode[]
  /** The skipped element that stands here instead of a line. */
  readonly skipped: HtmlNode | null
}

const blocks = new Set([
  'address',
  'article',
  'aside',
  'center',
  'dd',
  'dir',
  'div',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'header',
  'hr',
  'li',
  'main',
  'menu',
  'nav',
  'section',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'caption',
])
const spacedBlocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'pre', 'blockquote'])

/** Plain text of a body: links as `text <address>`, lists with their marks, table cells side by side. */
export function htmlToText(root: HtmlElement, skipped?: ReadonlySet<HtmlNode>): string {
  return joinLines(htmlToLines(root, skipped).map(line => line.text))
}

/** Plain text of some nodes of a body, in the order given; not much more than `maxLength` of it where that is set. */
export function nodesToText(nodes: readonly HtmlNode[], maxLength = Number.POSITIVE_INFINITY): string {
  const writer = new LineWriter(undefined, maxLength)
  for (const node of nodes) {
    writer.breakLine()
    writeNode(node, writer, { preformatted: false, list: null })
  }
  return joinLines(writer.finish().map(line => line.text))
}

type KnownLines = { readonly skipped: ReadonlySet<HtmlNode> | null; readonly size: number; readonly lines: TextLine[] }

/**
 * A parsed tree is never changed, and its lines are asked for as the body's text, to look for quotes and as the new
 * part's text: mostly the same ones. The last answer for each tree is kept as long as the tree.
 */
const knownLines = new WeakMap<HtmlElement, KnownLines>()

/** The lines of a body; where a skipped element stood there is a line with `skipped` set. */
export function htmlToLines(root: HtmlElement, skipped?: ReadonlySet<HtmlNode>): readonly TextLine[] {
  const size = skipped?.size ?? 0
  const set = size === 0 ? null : (skipped ?? null)
  const known = knownLines.get(root)
  // A set of nodes to skip only ever grows.
  if (known && known.skipped === set && known.size === size) return known.lines
  const writer = new LineWriter(skipped)
  writeChildren(root, writer, { preformatted: false, list: null })
  const lines = writer.finish()
  knownLines.set(root, { skipped: set, size, lines })
  return lines
}

function joinLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

type Context = { readonly preformatted: boolean; readonly list: { ordered: boolean; next: number } | null }

function writeChildren(element: HtmlElement, writer: LineWriter, context: Context): void {
  for (const child of element.children) writeNode(child, writer, context)
}

function writeNode(node: HtmlNode, writer: LineWriter, context: Context): void {
  if (writer.isFull()) return
  if (writer.isSkipped(node)) {
    writer.skip(node)
    return
  }
  if (node.kind === 'text') {
    writer.text(node, context.preformatted)
    return
  }
  if (isHidden(node)) return
  const { name } = node
  if (name === 'br') {
    writer.hardBreak()
    return
  }
  if (name === 'img') {
    writer.append(pictureText(node), node)
    return
  }
  if (name === 'a') {
    writeLink(node, writer, context)
    return
  }
  if (name === 'td' || name === 'th') {
    writer.separate()
    writeChildren(node, writer, context)
    return
  }
  const spaced = spacedBlocks.has(name) && !(context.list && (name === 'ul' || name === 'ol' || name === 'p'))
  const block = spaced || blocks.has(name) || spacedBlocks.has(name)
  if (block) writer.breakLine(spaced)
  if (name === 'li') writer.append(listMark(context), node)
  writeChildren(node, writer, inner(node, context))
  if (block) writer.breakLine(spaced)
}

function inner(element: HtmlElement, context: Context): Context {
  if (element.name === 'ul' || element.name === 'menu' || element.name === 'dir')
    return { ...context, list: { ordered: false, next: 1 } }
  if (element.name === 'ol')
    return { ...context, list: { ordered: true, next: Number.parseInt(attribute(element, 'start'), 10) || 1 } }
  if (element.name === 'pre' || /white-space\s*:\s*(?:pre|break-spaces)/i.test(attribute(element, 'style')))
    return { ...context, preformatted: true }
  return context
}

function listMark(context: Context): string {
  return context.list?.ordered ? `${context.list.next++}. ` : '- '
}

/** Gmail and others send emoji as pictures with the sign in `alt`. */
function pictureText(image: HtmlElement): string {
  const alt = attribute(image, 'alt')
  return alt.length <= 16 && /\p{Extended_Pictographic}/u.test(alt) ? alt : ''
}

function writeLink(link: HtmlElement, writer: LineWriter, context: Context): void {
  const before = writer.written()
  writeChildren(link, writer, context)
  const target = safeLink(attribute(link, 'href'))
  if (target === null) return
  const text = writer.writtenSince(before)
  if (text === null || !saysTarget(text, target)) writer.append(`${text === '' ? '' : ' '}<${target}>`, link)
}

/** Pieces are joined once a line: a body may be one line of a megabyte, and looking at a growing text copies it. */
class LineWriter {
  private readonly lines: TextLine[] = []
  private pieces: string[] = []
  private nodes: HtmlNode[] = []
  private wantsBlank = false
  private pushed = 0
  private readonly skipped: ReadonlySet<HtmlNode> | undefined

  private left: number

  constructor(skipped?: ReadonlySet<HtmlNode>, maxLength = Number.POSITIVE_INFINITY) {
    this.skipped = skipped
    this.left = maxLength
  }

  isFull(): boolean {
    return this.left <= 0
  }

  isSkipped(node: HtmlNode): boolean {
    return this.skipped?.has(node) ?? false
  }

  skip(node: HtmlNode): void {
    this.breakLine()
    this.lines.push({ text: '', nodes: [], skipped: node })
  }

  text(node: HtmlText, preformatted: boolean): void {
    if (preformatted) {
      for (const [index, piece] of this.start(node.text).replace(/\r\n?/g, '\n').split('\n').entries()) {
        if (index > 0) this.hardBreak()
        this.append(piece, node)
      }
      return
    }
    const collapsed = this.start(node.text).replace(/[ \t\r\n\f]+/g, ' ')
    this.append(this.endsInBlank() ? collapsed.replace(/^ /, '') : collapsed, node)
  }

  append(text: string, node: HtmlNode): void {
    if (text === '') return
    if (this.wantsBlank) {
      if (this.lines.length > 0 && this.lines.at(-1)?.text !== '')
        this.lines.push({ text: '', nodes: [], skipped: null })
      this.wantsBlank = false
    }
    this.pieces.push(text)
    this.nodes.push(node)
    this.left -= text.length
  }

  /** Between two table cells. */
  separate(): void {
    if (!this.endsInBlank()) this.pieces.push(' ')
  }

  /** A line break that the mail asks for: two of them make an empty line. */
  hardBreak(): void {
    this.push()
  }

  /** The edge of a block: ends the line if there is one. */
  breakLine(spaced = false): void {
    if (this.pieces.length > 0) this.push()
    if (spaced) this.wantsBlank = true
  }

  /** A mark to ask `writtenSince` with. */
  written(): { lines: number; pieces: number } {
    return { lines: this.pushed, pieces: this.pieces.length }
  }

  /** What was written into the current line since the mark; null when lines came in between. */
  writtenSince(mark: { lines: number; pieces: number }): string | null {
    return mark.lines === this.pushed ? this.pieces.slice(mark.pieces).join('') : null
  }

  finish(): TextLine[] {
    this.breakLine()
    return this.lines
  }

  /** Whoever wants 400 characters of a text of a megabyte asks for many such texts; white space may be most of it. */
  private start(text: string): string {
    return text.length > this.left * 8 ? text.slice(0, this.left * 8) : text
  }

  private endsInBlank(): boolean {
    return this.pieces.at(-1)?.endsWith(' ') ?? true
  }

  private push(): void {
    const text = this.pieces
      .join('')
      .replace(/[\u00a0\u2007\u202f]/g, ' ')
      .replace(/[\u200b\ufeff\u2060]/g, '')
    this.lines.push({ text: text.trimEnd(), nodes: this.nodes, skipped: null })
    this.pieces = []
    this.nodes = []
    this.pushed++
  }
}
