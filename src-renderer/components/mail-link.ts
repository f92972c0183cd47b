import { OPENABLE_SCHEMES } from '../../src-preload/contract/entities/host.ts'

/** A link of a mail: what it says, and where it really leads. Both are the words of a stranger. */
export type MailLink = {
  readonly text: string
  /** As the browser would open it: names of hosts in their ASCII form, so that look-alike letters show. */
  readonly target: string
  /** The text names another place than the one it leads to. */
  readonly misleading: boolean
}

/** Null for a scheme that does not lead out of Postdesk, for relative links and for what is no address at all. */
export function readLink(text: string, href: string): MailLink | null {
  const target = URL.parse(href.trim())
  if (!target || !OPENABLE_SCHEMES.some(scheme => scheme === target.protocol)) return null
  const said = text.replace(/\s+/g, ' ').trim()
  return { text: said, target: target.href, misleading: namesAnotherPlace(said, target) }
}

function namesAnotherPlace(text: string, target: URL): boolean {
  if (target.protocol === 'mailto:') return isMailAddress(text) && text.toLowerCase() !== recipientOf(target)
  const host = hostNamedBy(text)
  return host !== null && siteOf(host) !== siteOf(target.hostname)
}

/** The host when the text is an address by itself: `www.bank.example/login`, with or without a scheme. */
function hostNamedBy(text: string): string | null {
  if (!/^(https?:\/\/)?[^\s/@]+\.[\p{L}]{2,}([/?#:]\S*)?$/iu.test(text)) return null
  return URL.parse(/^https?:/i.test(text) ? text : `http://${text}`)?.hostname ?? null
}

function isMailAddress(text: string): boolean {
  return /^[^\s@<>]+@[^\s@<>]+$/.test(text)
}

function recipientOf(target: URL): string {
  try {
    return decodeURIComponent(target.pathname).toLowerCase()
  } catch {
    return target.pathname.toLowerCase()
  }
}

/**
 * `www.shop.example` and `click.shop.example` are one owner's; `shop.co.uk` and `bank.co.uk` are not. Without the list
 * of public suffixes: a short name before a country is taken for one.
 */
function siteOf(host: string): string {
  const labels = host.toLowerCase().split('.')
  const [second = '', first = ''] = labels.slice(-2)
  const isBelowCountry = first.length === 2 && second.length <= 3
  return labels.slice(isBelowCountry ? -3 : -2).join('.')
}

/** The host, or the recipient, stands out: it is what has to be looked at. */
export function partsOfTarget(target: string): {
  readonly before: string
  readonly place: string
  readonly after: string
} {
  const url = new URL(target)
  const place = url.protocol === 'mailto:' ? url.pathname : url.host
  // `user@host` in front of the host is how an address pretends to lead elsewhere.
  const from = url.protocol === 'mailto:' ? url.protocol.length : afterUser(target, url)
  const at = place === '' ? -1 : target.indexOf(place, from)
  if (at === -1) return { before: target, place: '', after: '' }
  return { before: target.slice(0, at), place, after: target.slice(at + place.length) }
}

function afterUser(target: string, url: URL): number {
  const start = url.protocol.length + 2
  const isUser = url.username !== '' || url.password !== ''
  return isUser ? target.indexOf('@', start) + 1 : start
}
