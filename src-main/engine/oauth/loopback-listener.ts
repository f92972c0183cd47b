import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { AppError } from '../errors.ts'
import { type EndPage, makeEndPage } from './end-page.ts'

/** Where the browser comes back to (RFC 8252, 7.3): a port of this computer that is open for one sign-in only. */
export type LoopbackListener = {
  /** The redirect address with its port. */
  readonly redirectUri: string
  /** Lets the page that is being sent go out, then frees the port. */
  close(): void
}

/** An answer is short; a longer one is none. */
const LONGEST_ADDRESS = 16 * 1024
const REQUEST_MS = 10_000

/**
 * Listens on 127.0.0.1 only, on a random port. Other names in the Host header are refused: a page elsewhere could have
 * its own name lead here. `answer` gets every request for the very path, and gives the page to show. Throws AppError
 * `internal` when no port is free.
 */
export async function listenOnLoopback(
  address: string,
  answer: (url: URL, acceptLanguage: string | undefined) => Promise<EndPage>,
): Promise<LoopbackListener> {
  const wanted = new URL(address)
  let origin = ''
  const server = createServer({ maxHeaderSize: LONGEST_ADDRESS, requestTimeout: REQUEST_MS }, (request, response) => {
    const url = readRequest(request, origin, wanted.pathname)
    if (!url) return refuse(response)
    answer(url, request.headers['accept-language'])
      .catch(() => makeEndPage('failed', request.headers['accept-language']))
      .then(page => response.writeHead(page.status, page.headers).end(page.html))
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', cause => {
      reject(new AppError('internal', 'No port of this computer is free for the sign-in.', { cause, retry: true }))
    })
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      resolve(bound !== null && typeof bound === 'object' ? bound.port : 0)
    })
  })
  origin = `http://${wanted.hostname}:${port}`
  return {
    redirectUri: new URL(wanted.pathname, origin).href,
    close() {
      server.close()
      server.closeIdleConnections()
    },
  }
}

/** Null unless it is what a browser sends that was redirected here. */
function readRequest(
  { method, url = '', headers, rawHeaders }: IncomingMessage,
  origin: string,
  path: string,
): URL | null {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 0).filter(name => name.toLowerCase() === 'host')
  if (method !== 'GET' || hosts.length !== 1 || `http://${headers.host}` !== origin || !url.startsWith('/')) return null
  const read = URL.parse(url, origin)
  return read?.pathname === path && read.origin === origin ? read : null
}

function refuse(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain', connection: 'close' }).end('Not found\n')
}
