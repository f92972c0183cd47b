import { type MailLink, readLink } from './mail-link.ts'
import { copyStyle } from './mail-styles.ts'

/**
 * The second guard before a mail is shown. The engine sanitised the HTML when it came in; here it is taken as hostile
 * all the same and written anew: an inert document gets plain elements with checked attributes and nothing else, so
 * that no element with a grammar of its own (script, style, svg, math, noscript, template, textarea) is ever written,
 * and what is read back from the text is the same tree.
 */
const ALLOWED = new Set(
  [
    'a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn',
    'dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu nav ol',
    'p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul',
    'var wbr',
  ]
    .join(' ')
    .split(' '),
)
/** Gone with all that they hold. Every other element goes and leaves its content. */
const DROPPED = new Set(
  [
    'script style title svg math template iframe frame frameset noframes noembed noscript object embed applet portal',
    'fencedframe audio video canvas map select datalist textarea xmp plaintext listing meta link base head',
  ]
    .join(' ')
    .split(' '),
)
const ATTRIBUTES: ReadonlyMap<string, RegExp> = new Map([
  ...attributes('align valign dir', /^[a-z]{1,10}$/i),
  ...attributes('width height', /^\d{1,4}(px|%)?$/),
  ...attributes('colspan rowspan span cols', /^\d{1,3}$/),
  ...attributes('border cellpadding cellspacing size start value', /^[+-]?\d{1,4}$/),
  ...attributes('bgcolor color', /^[\w#(), .%-]{1,40}$/),
  ...attributes('lang type', /^[\w-]{1,40}$/),
  ...attributes('nowrap reversed', /^/),
  ...attributes('alt title', /^[\s\S]{0,2000}$/),
  ...attributes('face', /^[^()\\]{0,200}$/),
])

export type MailPicture = {
  /** Where the engine keeps it: an attachment of the ticket, or a part of the message. */
  readonly kind: 'attachment' | 'part'
  readonly id: string
}

export type GuardedMail = {
  /** In an inert document. Links carry `data-link`, pictures `data-picture`: their places in the lists below. */
  readonly body: HTMLElement
  readonly links: readonly MailLink[]
  readonly pictures: readonly MailPicture[]
  /** Hosts of pictures that were not loaded, one for each picture. */
  readonly remoteHosts: readonly string[]
  readonly hasOwnColours: boolean
}

export function guardMail(html: string): GuardedMail {
  // A document of DOMParser is inert: nothing in it loads or runs.
  const mail = new DOMParser().parseFromString(html, 'text/html')
  const clean = document.implementation.createHTMLDocument('')
  const writer = new Writer(clean)
  writer.copyChildren(mail.body, clean.body)
  const { links, pictures, remoteHosts, hasOwnColours } = writer
  return { body: clean.body, links, pictures, remoteHosts, hasOwnColours }
}

class Writer {
  readonly links: MailLink[] = []
  readonly pictures: MailPicture[] = []
  readonly remoteHosts: string[] = []
  hasOwnColours = false
  readonly #document: Document

  constructor(document: Document) {
    this.#document = document
  }

  /** Browsers parse at most 512 levels, so the recursion is bounded. */
  copyChildren(from: Element, to: Element): void {
    for (const node of from.childNodes) {
      if (node instanceof Text) to.append(node.data)
      else if (node instanceof HTMLElement) this.#copyElement(node, to)
    }
  }

  #copyElement(from: HTMLElement, to: Element): void {
    const name = from.localName
    if (DROPPED.has(name)) return
    if (!ALLOWED.has(name)) {
      this.copyChildren(from, to)
      return
    }
    const element = this.#document.createElement(name)
    this.#copyAttributes(from, element)
    if (name === 'a') this.#noteLink(from, element)
    if (name === 'img') this.#notePicture(from, element)
    to.append(element)
    this.copyChildren(from, element)
  }

  #copyAttributes(from: HTMLElement, to: HTMLElement): void {
    for (const [name, fits] of ATTRIBUTES) {
      const value = from.getAttribute(name)
      if (value !== null && fits.test(value)) to.setAttribute(name, value)
    }
    copyStyle(from.style, to.style)
    const { color, backgroundColor } = to.style
    if (color || backgroundColor || to.hasAttribute('bgcolor') || to.hasAttribute('color')) this.hasOwnColours = true
  }

  #noteLink(from: HTMLElement, to: HTMLElement): void {
    const picture = from.querySelector('img')?.getAttribute('alt') ?? ''
    const link = readLink(from.textContent.trim() || picture, from.getAttribute('href') ?? '')
    if (!link) return
    to.setAttribute('title', link.target)
    to.setAttribute('data-link', String(this.links.length))
    if (link.misleading) to.setAttribute('data-misleading', '')
    this.links.push(link)
  }

  #notePicture(from: HTMLElement, to: HTMLElement): void {
    const attachment = from.getAttribute('data-attachment')
    const part = from.getAttribute('data-part')
    if (attachment) {
      to.setAttribute('data-attachment', attachment)
      this.#addPicture(to, { kind: 'attachment', id: attachment })
    } else if (part && /^\d{1,6}$/.test(part)) {
      to.setAttribute('data-part', part)
      this.#addPicture(to, { kind: 'part', id: part })
    } else {
      const address = from.getAttribute('data-remote-src') ?? from.getAttribute('src') ?? ''
      const host = URL.parse(address, 'https://-/')?.hostname
      if (host && host !== '-') this.remoteHosts.push(host)
    }
  }

  #addPicture(element: HTMLElement, picture: MailPicture): void {
    element.setAttribute('data-picture', String(this.pictures.length))
    this.pictures.push(picture)
  }
}

function attributes(names: string, fits: RegExp): readonly (readonly [string, RegExp])[] {
  return names.split(' ').map(name => [name, fits] as const)
}
