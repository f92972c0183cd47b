import { referenceKey } from '../read/shown-pictures.ts'
import { attribute, type HtmlElement, type HtmlNode } from './dom.ts'
import { safeLink } from './links.ts'
import { pictureSource } from './picture-sources.ts'
import { filterStyle } from './styles.ts'

const voidElements = new Set(['br', 'hr', 'img', 'col', 'wbr'])
/** Every other element goes and leaves its content. */
const allowedElements = new Set([
  ...voidElements,
  'a',
  'abbr',
  'acronym',
  'address',
  'article',
  'aside',
  'b',
  'bdi',
  'bdo',
  'big',
  'blockquote',
  'caption',
  'center',
  'cite',
  'code',
  'colgroup',
  'dd',
  'del',
  'dfn',
  'dir',
  'div',
  'dl',
  'dt',
  'em',
  'figcaption',
  'figure',
  'font',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'i',
  'ins',
  'kbd',
  'li',
  'main',
  'mark',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'q',
  'rp',
  'rt',
  'ruby',
  's',
  'samp',
  'section',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'time',
  'tr',
  'tt',
  'u',
  'ul',
  'var',
])
/** Attributes with plain values; no id and no class, so that a mail cannot take on the looks of the application. */
const allowedAttributes = new Set([
  'align',
  'alt',
  'bgcolor',
  'border',
  'cellpadding',
  'cellspacing',
  'color',
  'cols',
  'colspan',
  'dir',
  'face',
  'height',
  'lang',
  'nowrap',
  'reversed',
  'rowspan',
  'size',
  'span',
  'start',
  'title',
  'type',
  'valign',
  'value',
  'width',
])

export type SanitiseOptions = {
  /** `referenceKey` of a picture's source to the content id under which the mail's own part is shown. */
  readonly pictures: ReadonlyMap<string, string>
  readonly skipped?: ReadonlySet<HtmlNode>
}

/**
 * Writes a parsed body anew from an allow-list: nothing is copied but text and checked attributes, each escaped. A
 * browser cannot read it differently, because no element with a grammar of its own (script, style, svg, math,
 * noscript, template, comments) is ever written.
 */
export function sanitise(root: HtmlElement, options: SanitiseOptions): string {
  const whole = (options.skipped?.size ?? 0) === 0
  const known = whole ? knownWhole.get(root) : undefined
  if (known && known.pictures === options.pictures) return known.html
  const out: string[] = []
  writeChildren(root, options, out)
  const html = out.join('').trim()
  if (whole) knownWhole.set(root, { pictures: options.pictures, html })
  return html
}

/** A parsed tree is never changed; where nothing is cut the new part is the whole body, written once. */
const knownWhole = new WeakMap<HtmlElement, { readonly pictures: SanitiseOptions['pictures']; readonly html: string }>()

function writeChildren(element: HtmlElement, options: SanitiseOptions, out: string[]): void {
  for (const child of element.children) {
    if (options.skipped?.has(child)) continue
    if (child.kind === 'text') out.push(escapeText(child.text))
    else writeElement(child, options, out)
  }
}

function writeElement(element: HtmlElement, options: SanitiseOptions, out: string[]): void {
  if (!allowedElements.has(element.name)) {
    writeChildren(element, options, out)
    return
  }
  out.push('<', element.name, writeAttributes(element, options), '>')
  if (voidElements.has(element.name)) return
  writeChildren(element, options, out)
  out.push('</', element.name, '>')
}

function writeAttributes(element: HtmlElement, options: SanitiseOptions): string {
  let text = ''
  for (const [name, value] of Object.entries(element.attributes)) {
    if (allowedAttributes.has(name) && value.length <= 2_000) text += ` ${name}="${escapeAttribute(value)}"`
  }
  const style = filterStyle(attribute(element, 'style'))
  if (style !== '') text += ` style="${escapeAttribute(style)}"`
  if (element.name === 'a') text += linkAttributes(element)
  return text + pictureAttributes(element, options)
}

function linkAttributes(element: HtmlElement): string {
  const target = safeLink(attribute(element, 'href'))
  return target === null ? '' : ` href="${escapeAttribute(target)}" target="_blank" rel="noopener noreferrer nofollow"`
}

/** The mail's own pictures by content id, also one that lies behind an element; a remote one keeps its address for the day the reader asks for it. */
function pictureAttributes(element: HtmlElement, options: SanitiseOptions): string {
  const source = pictureSource(element)
  if (source === '') return ''
  const own = options.pictures.get(referenceKey(source))
  if (own !== undefined) return ` src="cid:${escapeAttribute(own)}"`
  if (element.name !== 'img') return ''
  const remote = safeLink(source.startsWith('//') ? `https:${source}` : source)
  return remote !== null && /^https?:/i.test(remote) ? ` data-remote-src="${escapeAttribute(remote)}"` : ''
}

export function escapeText(text: string): string {
  return text.replace(/[&<>\u0000]/g, sign =>
    sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '',
  )
}

function escapeAttribute(text: string): string {
  return escapeText(text).replace(/["'`]/g, sign => (sign === '"' ? '&quot;' : sign === "'" ? '&#39;' : '&#96;'))
}
