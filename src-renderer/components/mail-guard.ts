import { Parser } from 'htmlparser2'
import { fateOf, isAllowedAttribute } from './mail-elements.ts'
import { type MailLink, readLink } from './mail-link.ts'
import { copyStyle } from './mail-styles.ts'

/**
 * The second guard before a mail is shown. The engine sanitised the HTML when it came in; here it is taken as hostile
 * all the same and written anew: an inert document gets plain elements with checked attributes and nothing else, so
 * that no element with a grammar of its own (script, style, svg, math, noscript, template) is ever written, and what
 * is read back from the text is the same tree. The parser is not the browser's: in a document of DOMParser, inert as
 * it is said to be, Chromium asks for the subtitles of a film.
 */
export type GuardedMail = {
  /** In an inert document. Links carry `data-link`, pictures `data-picture`, what has one behind it `data-behind`: their places in the lists below. */
  readonly body: HTMLElement
  readonly links: readonly MailLink[]
  readonly pictures: readonly MailPicture[]
  /** Hosts of pictures that were not loaded, one for each picture. */
  readonly remoteHosts: readonly string[]
  readonly hasOwnColours: boolean
}

export type MailPicture = {
  /** Where the engine keeps it: an attachment of the ticket, or a part of the message. */
  readonly kind: 'attachment' | 'part'
  readonly id: string
}

/** What is nested deeper moves up to this depth; browsers themselves stop at 512. */
const DEEPEST = 256

export function guardMail(html: string): GuardedMail {
  const { body } = document.implementation.createHTMLDocument('')
  const writer = new Writer(body)
  const parser = new Parser(writer)
  parser.end(html)
  const { links, pictures, remoteHosts, hasOwnColours } = writer
  return { body, links, pictures, remoteHosts, hasOwnColours }
}

type Attributes = Readonly<Record<string, string>>

/** One entry for each element that the parser has open: where its content goes, null while it is dropped. */
type Open = { readonly into: HTMLElement | null; readonly href?: string | undefined }

class Writer {
  readonly links: MailLink[] = []
  readonly pictures: MailPicture[] = []
  readonly remoteHosts: string[] = []
  hasOwnColours = false
  readonly #body: HTMLElement
  readonly #open: Open[] = []

  constructor(body: HTMLElement) {
    this.#body = body
  }

  onopentag(name: string, attributes: Attributes): void {
    const into = this.#target()
    const fate = fateOf(name)
    if (into === null || fate === 'dropped') this.#open.push({ into: null })
    else if (fate === 'unwrapped' || this.#open.length >= DEEPEST) this.#open.push({ into })
    else this.#open.push(this.#write(into, name, attributes))
  }

  ontext(text: string): void {
    this.#target()?.append(text)
  }

  onclosetag(): void {
    const closed = this.#open.pop()
    if (closed?.into && closed.href !== undefined) this.#noteLink(closed.into, closed.href)
  }

  #target(): HTMLElement | null {
    const last = this.#open.at(-1)
    return last ? last.into : this.#body
  }

  #write(into: HTMLElement, name: string, attributes: Attributes): Open {
    const element = into.ownerDocument.createElement(name)
    for (const [key, value] of Object.entries(attributes)) {
      if (isAllowedAttribute(key, value)) element.setAttribute(key, value)
      if (key === 'style') copyStyle(readStyle(into.ownerDocument, value), element.style)
    }
    const { color, backgroundColor } = element.style
    if (color || backgroundColor || element.hasAttribute('bgcolor') || element.hasAttribute('color')) {
      this.hasOwnColours = true
    }
    if (name === 'img') this.#notePicture(element, attributes)
    else this.#noteBehind(element, attributes)
    into.append(element)
    return { into: element, href: name === 'a' ? attributes['href'] : undefined }
  }

  #noteLink(element: HTMLElement, href: string): void {
    const picture = element.querySelector('img')?.getAttribute('alt') ?? ''
    const link = readLink(element.textContent.trim() || picture, href)
    if (!link) return
    element.setAttribute('title', link.target)
    element.setAttribute('data-link', String(this.links.length))
    if (link.misleading) element.setAttribute('data-misleading', '')
    this.links.push(link)
  }

  #notePicture(element: HTMLElement, attributes: Attributes): void {
    const { 'data-attachment': attachment, 'data-part': part, 'data-remote-src': remote, src } = attributes
    if (attachment) this.#addPicture(element, { kind: 'attachment', id: attachment })
    else if (part && /^\d{1,6}$/.test(part)) this.#addPicture(element, { kind: 'part', id: part })
    else {
      const host = URL.parse(remote ?? src ?? '', 'https://-/')?.hostname
      if (host && host !== '-') this.remoteHosts.push(host)
    }
  }

  /** A picture of this mail behind a table or a block; one from elsewhere never comes this far. */
  #noteBehind(element: HTMLElement, { 'data-attachment': attachment, 'data-part': part }: Attributes): void {
    if (!attachment && !(part && /^\d{1,6}$/.test(part))) return
    element.setAttribute('data-behind', String(this.pictures.length))
    this.pictures.push(attachment ? { kind: 'attachment', id: attachment } : { kind: 'part', id: part ?? '' })
    this.hasOwnColours = true
  }

  #addPicture(element: HTMLElement, picture: MailPicture): void {
    element.setAttribute(`data-${picture.kind}`, picture.id)
    element.setAttribute('data-picture', String(this.pictures.length))
    this.pictures.push(picture)
  }
}

function readStyle(inert: Document, text: string): CSSStyleDeclaration {
  const element = inert.createElement('i')
  element.setAttribute('style', text)
  return element.style
}
