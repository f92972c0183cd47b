import { Parser } from 'htmlparser2'
import { limits } from '../limits.ts'
import type { HtmlElement } from './dom.ts'

/** Gone with all that they hold: programs, other documents, drawings that may hold programs, what is no content. */
const dropped = new Set([
  'script',
  'style',
  'title',
  'svg',
  'math',
  'template',
  'iframe',
  'frame',
  'frameset',
  'noframes',
  'noembed',
  'object',
  'embed',
  'applet',
  'audio',
  'video',
  'canvas',
  'map',
  'select',
  'datalist',
  'xml',
])

export type ParsedHtml = { readonly root: HtmlElement; readonly complete: boolean }

/** Thrown inside the tokenizer's callbacks to leave it; never leaves this file. */
class TooManyOpenElements extends Error {}

/**
 * Parses a body once; everything else works on the result. What is nested deeper than `limits.htmlDepth` moves up to
 * that depth, so that whoever walks the tree may recurse; unclosed elements by the thousand close by themselves, so
 * that the time stays linear. `complete` is false when the document was cut at a limit.
 */
export function parseHtml(html: string): ParsedHtml {
  const builder = new TreeBuilder()
  let rest = html.slice(0, limits.bodyLength)
  while (rest !== '') {
    const parser = new Parser(builder, { decodeEntities: true, lowerCaseTags: true })
    try {
      parser.write(rest)
      parser.end()
      break
    } catch (error) {
      if (!(error instanceof TooManyOpenElements)) throw error
      rest = rest.slice(Math.max(parser.endIndex + 1, 1))
      builder.closeAll()
    }
  }
  return { root: builder.root, complete: !builder.full && html.length <= limits.bodyLength }
}

class TreeBuilder {
  readonly root: HtmlElement = { kind: 'element', name: 'body', attributes: {}, children: [], parent: null }
  full = false
  /** One entry for each element that the tokenizer has open: where its content goes, null while it is dropped. */
  private open: (HtmlElement | null)[] = []
  private nodes = 0

  onopentag(name: string, attributes: Record<string, string>): void {
    const parent = this.target()
    if (parent === null || dropped.has(name)) this.open.push(null)
    else if (this.open.length >= limits.htmlDepth || this.isFull() || isWrapper(name)) this.open.push(parent)
    else {
      const element: HtmlElement = { kind: 'element', name, attributes, children: [], parent }
      parent.children.push(element)
      this.open.push(element)
    }
    if (this.open.length > limits.htmlOpenElements) throw new TooManyOpenElements()
  }

  onclosetag(): void {
    this.open.pop()
  }

  ontext(text: string): void {
    const parent = this.target()
    if (parent === null) return
    const last = parent.children.at(-1)
    if (last?.kind === 'text') last.text += text
    else if (!this.isFull()) parent.children.push({ kind: 'text', text, parent })
  }

  closeAll(): void {
    this.open = []
  }

  private target(): HtmlElement | null {
    const last = this.open.at(-1)
    return last === undefined ? this.root : last
  }

  private isFull(): boolean {
    if (this.nodes++ >= limits.htmlNodes) this.full = true
    return this.full
  }
}

/** Their children count as the body's own: a mail of several HTML parts has several of each. */
function isWrapper(name: string): boolean {
  return name === 'html' || name === 'head' || name === 'body'
}
