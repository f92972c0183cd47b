import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Api } from '../../api/api.ts'
import { AppError, describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { contentSecurityPolicy, readRendererFile } from '../renderer-files.ts'
import { serveClient } from './client-connection.ts'
import { isOwnHost, refuseUpgrade, WIRE_PROTOCOL } from './guard.ts'

/** `mails.explain` carries whole mails: 40 MB of mail is 54 MB of base64, and the largest mail anyone sends is smaller. */
const LARGEST_FRAME_BYTES = 64 * 1024 * 1024
const CLOSE_WITHIN_MS = 2_000

export type ServiceHostOptions = {
  readonly api: Api
  /** Folder of the built screens. */
  readonly rendererDir: string
  /** 0 or left out: any free one. */
  readonly port?: number | undefined
  readonly log: Log
}

export type ServiceHost = {
  /** With the secret in its fragment, which browsers never send: whoever has this address may do everything. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Carries the contract to browsers on this machine. Throws AppError `conflict` (field `port`) when the port is taken. */
export async function startServiceHost({ api, rendererDir, port = 0, log }: ServiceHostOptions): Promise<ServiceHost> {
  const token = randomBytes(32).toString('base64url')
  const server = createServer()
  const ownPort = await listen(server, port)
  const policy = contentSecurityPolicy(`ws://127.0.0.1:${ownPort}`)

  const wires = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME_BYTES,
    handleProtocols: () => WIRE_PROTOCOL,
  })

  server.on('request', (request, response) => {
    serveFile({ request, response, rendererDir, policy, ownPort }).catch(error => {
      log.error('service.request-failed', { error: describeError(error) })
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refusal = refuseUpgrade(request, { port: ownPort, token })
    if (refusal) {
      log.warn('service.upgrade-refused', { status: refusal.status })
      socket.end(`HTTP/1.1 ${refusal.status} ${refusal.reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    wires.handleUpgrade(request, socket, head, client => serveClient(client, api, log))
  })

  return {
    url: `http://127.0.0.1:${ownPort}/#token=${token}`,
    port: ownPort,
    close: () => close(server, wires),
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', cause =>
      reject(new AppError('conflict', `Port ${port} cannot be opened: ${cause.message}`, { cause, field: 'port' })),
    )
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

type FileRequest = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly rendererDir: string
  readonly policy: string
  readonly ownPort: number
}

async function serveFile({ request, response, rendererDir, policy, ownPort }: FileRequest): Promise<void> {
  if (!isOwnHost(request.headers.host, ownPort)) return refuse(response, 421, 'Misdirected request')
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD')
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const file = await readRendererFile(rendererDir, path, policy)
  if (!file) return refuse(response, 404, 'Not found')
  response.writeHead(200, { ...file.headers, 'content-length': file.bytes.length })
  response.end(request.method === 'HEAD' ? undefined : file.bytes)
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  })
  response.end(reason)
}

async function close(server: Server, wires: WebSocketServer): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  for (const client of wires.clients) client.close(1001, 'Postdesk is closing')
  // A page that does not answer the closing handshake is cut off.
  const cutOff = setTimeout(() => {
    for (const client of wires.clients) client.terminate()
    server.closeAllConnections()
  }, CLOSE_WITHIN_MS)
  server.closeIdleConnections()
  await closed
  clearTimeout(cutOff)
}
