import { timingSafeEqual } from 'node:crypto'

/**
 * Who may talk to the service host. The port is open to every program and every web page on this machine, so each
 * request has to show that it comes from our own page: the name it asked for (a rebound DNS name differs), the page it
 * was sent from, and the secret that only the person who started the program has seen.
 */
export const WIRE_PROTOCOL = 'postdesk'

export function isOwnHost(header: string | undefined, port: number): boolean {
  return header === `127.0.0.1:${port}`
}

export function isOwnOrigin(header: string | undefined, port: number): boolean {
  return header === `http://127.0.0.1:${port}`
}

/** `header` is Sec-WebSocket-Protocol: `postdesk, TOKEN`, in this order. Compared in constant time. */
export function carriesToken(header: string | undefined, token: string): boolean {
  const [protocol, given, ...rest] = (header ?? '').split(',').map(part => part.trim())
  if (protocol !== WIRE_PROTOCOL || given === undefined || rest.length > 0) return false
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}

export type Refusal = { readonly status: 401 | 403 | 404 | 421; readonly reason: string }

/** Null when the upgrade may go on. */
export function refuseUpgrade(
  request: {
    readonly url?: string | undefined
    readonly headers: Readonly<Record<string, string | string[] | undefined>>
  },
  own: { readonly port: number; readonly token: string },
): Refusal | null {
  if (!isOwnHost(single(request.headers['host']), own.port)) return { status: 421, reason: 'Misdirected Request' }
  if (!isOwnOrigin(single(request.headers['origin']), own.port)) return { status: 403, reason: 'Forbidden' }
  if (request.url !== '/wire') return { status: 404, reason: 'Not Found' }
  if (!carriesToken(single(request.headers['sec-websocket-protocol']), own.token)) {
    return { status: 401, reason: 'Unauthorized' }
  }
  return null
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
