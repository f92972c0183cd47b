import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may talk to the service host. The port is open to every program and every web page on this machine, so each
 * request has to show that it comes from our own page: the name it asked for (a rebound DNS name differs), the page it
 * was sent from, and the secret that only the person who started the program has seen.
 */
export const WIRE_PROTOCOL = 'postdesk'

export type Refusal = { readonly status: number; readonly reason: string }
type Asked = Pick<IncomingMessage, 'url' | 'method' | 'headers'> & Partial<Pick<IncomingMessage, 'rawHeaders'>>

/** For plain requests: the files hold no secret, but a page from elsewhere need not even learn that they are here. */
export function refuseRequest({ method, headers, rawHeaders = [] }: Asked, port: number): Refusal | null {
  if (!isOwnHost(headers.host, port) || countOf(rawHeaders, 'host') > 1) {
    return { status: 421, reason: 'Misdirected request' }
  }
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, reason: 'Only GET and HEAD' }
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) {
    return { status: 413, reason: 'No body is taken' }
  }
  if (headers.origin !== undefined && !isOwnOrigin(headers.origin, port)) return { status: 403, reason: 'Forbidden' }
  return isFromElsewhere(headers) ? { status: 403, reason: 'Forbidden' } : null
}

/** For the wire. Null when the upgrade may go on. */
export function refuseUpgrade(
  { url, headers, rawHeaders = [] }: Asked,
  own: { readonly port: number; readonly token: string },
): Refusal | null {
  if (!isOwnHost(headers.host, own.port) || countOf(rawHeaders, 'host') > 1) {
    return { status: 421, reason: 'Misdirected Request' }
  }
  if (!isOwnOrigin(headers.origin, own.port)) return { status: 403, reason: 'Forbidden' }
  if (url !== '/wire') return { status: 404, reason: 'Not Found' }
  if (!carriesToken(headers['sec-websocket-protocol'], own.token)) return { status: 401, reason: 'Unauthorized' }
  return null
}

function isOwnHost(header: string | undefined, port: number): boolean {
  return header === `127.0.0.1:${port}`
}

function isOwnOrigin(header: string | undefined, port: number): boolean {
  return header === `http://127.0.0.1:${port}`
}

/** Only somebody who opens our address, by hand or by a link, may come from elsewhere: never a picture, script or frame. */
function isFromElsewhere(headers: Asked['headers']): boolean {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  return headers['sec-fetch-mode'] !== 'navigate' || headers['sec-fetch-dest'] !== 'document'
}

/** `header` is Sec-WebSocket-Protocol: `postdesk, TOKEN`, in this order. Compared in constant time. */
function carriesToken(header: string | undefined, token: string): boolean {
  const [protocol, given, ...rest] = (header ?? '').split(',').map(part => part.trim())
  if (protocol !== WIRE_PROTOCOL || given === undefined || rest.length > 0) return false
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Node keeps the first of several; another reader in between may keep the last. `raw` is names and values in turn. */
function countOf(raw: readonly string[], name: string): number {
  return raw.filter((word, at) => at % 2 === 0 && word.toLowerCase() === name).length
}
