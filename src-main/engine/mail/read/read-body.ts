import { type HtmlElement, isVisible } from '../html/dom.ts'
import { htmlToText } from '../html/html-to-text.ts'
import { parseHtml } from '../html/parse-html.ts'
import { textToHtml } from '../html/text-to-html.ts'
import { limits } from '../limits.ts'
import type { BodyFormat } from '../model.ts'
import { decodeText } from './charset.ts'
import { decodeFlowed } from './flowed.ts'
import type { MimeNode } from './mime-tree.ts'
import { decodedBytes } from './node-bytes.ts'
import { decodeUuencode, type UuencodedFile } from './uuencode.ts'

export type Body = {
  readonly format: BodyFormat
  readonly text: string
  /** The one document of an HTML body. */
  readonly root: HtmlElement | null
  /** Files that stand uuencoded in its text. */
  readonly files: readonly UuencodedFile[]
  readonly warnings: readonly string[]
}

const tooLong = 'The body is very long; what is shown ends early, the raw mail has all of it.'

/** Joins the chosen text parts to one body: HTML as soon as one of them is, unless the order prefers plain text. */
export function readBody(leaves: readonly MimeNode[], order: readonly string[]): Body {
  const warnings = new Set<string>()
  const files: UuencodedFile[] = []
  const pieces = leaves.map(leaf => {
    const text = readText(leaf, warnings)
    if (leaf.type === 'text/html') return { html: true, text }
    const rest = takeFiles(text, files)
    return { html: false, text: rest }
  })
  const shown = pieces.filter(piece => piece.text.trim() !== '')
  if (shown.length === 0) return { format: 'none', text: '', root: null, files, warnings: [...warnings] }
  const html = shown.some(piece => piece.html) && !prefersText(order, shown)
  if (!html) {
    const text = shown.map(piece => (piece.html ? htmlToText(parseHtml(piece.text).root) : piece.text)).join('\n\n')
    if (text.length > limits.bodyLength) warnings.add(tooLong)
    return {
      format: 'text',
      text: tidyText(text.slice(0, limits.bodyLength)),
      root: null,
      files,
      warnings: [...warnings],
    }
  }
  const parsed = parseHtml(shown.map(piece => (piece.html ? piece.text : textToHtml(piece.text))).join('\n'))
  if (!parsed.complete) warnings.add(tooLong)
  return { format: 'html', text: htmlToText(parsed.root), root: parsed.root, files, warnings: [...warnings] }
}

/** A form that shows nothing: an empty text beside an HTML that says it all, or the other way round. */
export function isBlankPart(leaf: MimeNode): boolean {
  if (leaf.end - leaf.start > 20_000) return false
  const text = readText(leaf, new Set())
  return leaf.type === 'text/html' ? !isVisible(parseHtml(text).root) : text.trim() === ''
}

function readText(leaf: MimeNode, warnings: Set<string>): string {
  if (leaf.end - leaf.start > limits.bodyBytes) warnings.add(tooLong)
  const bytes = decodedBytes(leaf, limits.bodyBytes)
  const decoded = decodeText(bytes, declaredCharset(leaf, bytes))
  if (decoded.guessed) warnings.add(`The declared charset does not fit the text; it was read as ${decoded.guessed}.`)
  const text = decoded.text.replace(/\r\n?/g, '\n')
  if (leaf.type === 'text/html' || leaf.parameters['format']?.toLowerCase() !== 'flowed') return text
  return decodeFlowed(text, leaf.parameters['delsp']?.toLowerCase() === 'yes')
}

/** The header decides; only where it is silent does the HTML's own `<meta charset>` count. */
function declaredCharset(leaf: MimeNode, bytes: Buffer): string | null {
  const declared = leaf.parameters['charset'] ?? null
  if (declared || leaf.type !== 'text/html') return declared
  const match = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(bytes.toString('latin1', 0, 2_048))
  return match?.[1] ?? null
}

function takeFiles(text: string, files: UuencodedFile[]): string {
  if (!text.includes('begin ')) return text
  let rest = ''
  let last = 0
  for (let file = decodeUuencode(text); file && files.length < 100; file = decodeUuencode(text, last)) {
    files.push(file)
    rest += text.slice(last, file.start)
    last = file.end
  }
  return rest + text.slice(last)
}

function prefersText(order: readonly string[], pieces: readonly { html: boolean }[]): boolean {
  const first = order.map(type => type.trim().toLowerCase()).find(type => type === 'text/html' || type === 'text/plain')
  return first === 'text/plain' && pieces.some(piece => !piece.html)
}

/** Control characters (a form feed, an escape sequence) say nothing and upset whoever shows or stores the text. */
function tidyText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .toWellFormed()
    .replace(/^\n+/, '')
    .trimEnd()
}
