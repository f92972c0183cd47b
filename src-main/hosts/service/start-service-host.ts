import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Api } from '../../api/api.ts'
import { AppError, describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { contentSecurityPolicy } from '../renderer-files.ts'
import { serveClient } from './client-connection.ts'
import { FairCalls } from './fair-calls.ts'
import { type Refusal, refuseUpgrade, WIRE_PROTOCOL } from './guard.ts'
import { HeldBytes } from './held-bytes.ts'
import { type ServiceLimits, serviceLimits } from './limits.ts'
import { serveFile } from './serve-file.ts'

/** "Try again later" in the registry of WebSocket close codes. A page learns it only from a wire that was opened. */
const TOO_MANY_PAGES = 1013

export type ServiceHostOptions = {
  readonly api: Api
  /** Folder of the built screens. */
  readonly rendererDir: string
  /** 0 or left out: any free one. */
  readonly port?: number | undefined
  readonly log: Log
  /** For tests; the rest is as in `limits.ts`. */
  readonly limits?: Partial<ServiceLimits>
}

export type ServiceHost = {
  /** With the secret in its fragment, which browsers never send: whoever has this address may do everything. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Carries the contract to browsers on this machine. Throws AppError `conflict` (field `port`) when the port is taken. */
export async function startServiceHost(options: ServiceHostOptions): Promise<ServiceHost> {
  const { api, rendererDir, log } = options
  const limits: ServiceLimits = { ...serviceLimits, ...options.limits }
  const token = randomBytes(32).toString('base64url')
  const server = createBoundedServer(limits)
  const port = await listen(server, options.port ?? 0)
  const policy = contentSecurityPolicy(`ws://127.0.0.1:${port}`)
  const calls = new FairCalls(limits)
  const held = new HeldBytes(limits)
  const wires = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    handleProtocols: () => WIRE_PROTOCOL,
  })

  server.on('request', (request, response) => {
    serveFile(request, response, { rendererDir, policy, port }).catch(error => {
      log.error('service.request-failed', { error: describeError(error) })
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refusal = refuseUpgrade(request, { port, token })
    if (refusal) {
      log.warn('service.upgrade-refused', { status: refusal.status })
      return endWith(socket, refusal)
    }
    wires.handleUpgrade(request, socket, head, client => {
      if (wires.clients.size > limits.pages) return turnAway(client)
      serveClient(client, { api, log, limits, calls, held })
    })
  })

  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    port,
    close: () => close(server, wires, limits.closeWithinMs),
  }
}

/** Whoever is slow in saying what he wants, says too much, or keeps a connection for nothing, is cut off. */
function createBoundedServer(limits: ServiceLimits): Server {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.requestMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(1_000, limits.requestMs),
    keepAliveTimeout: limits.idleMs,
  })
  server.maxHeadersCount = limits.headers
  server.maxConnections = limits.connections
  server.timeout = limits.idleMs
  return server
}

function turnAway(client: WebSocket): void {
  client.on('error', () => client.terminate())
  client.close(TOO_MANY_PAGES, 'Too many tabs are open')
}

function endWith(socket: Duplex, { status, reason }: Refusal): void {
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', cause =>
      reject(new AppError('conflict', `Port ${port} cannot be opened: ${cause.message}`, { cause, field: 'port' })),
    )
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

async function close(server: Server, wires: WebSocketServer, withinMs: number): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  for (const client of wires.clients) client.close(1001, 'Postdesk is closing')
  // A page that does not answer the closing handshake is cut off.
  const cutOff = setTimeout(() => {
    for (const client of wires.clients) client.terminate()
    server.closeAllConnections()
  }, withinMs)
  server.closeIdleConnections()
  await closed
  clearTimeout(cutOff)
}
