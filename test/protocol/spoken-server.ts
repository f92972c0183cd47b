import { createServer as createPlainServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { listenAnywhere, portOf } from './free-ports.ts'

export type SpokenServer = {
  readonly host: string
  readonly port: number
  /** All that clients said, as latin1. */
  clientText(): string
  stop(): Promise<void>
}

type Spoken = {
  /** With it, TLS from the start; `ciphers` and versions of old servers go here too. */
  readonly tls?: TlsOptions
  /** Sent as soon as the line stands; '' for a server that stays silent. */
  readonly greeting: string
  /** What is said to one line of the client; null to say nothing. */
  readonly answer?: (line: string) => string | null
}

/** A server of a few words on a free loopback port, for what no real server does. */
export async function startSpokenServer({ tls, greeting, answer }: Spoken): Promise<SpokenServer> {
  const open = new Set<Socket>()
  let heard = ''
  const speak = (socket: Socket): void => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
    if (greeting !== '') socket.write(greeting)
    let pending = ''
    socket.on('data', data => {
      const text = data.toString('latin1')
      heard += text
      const lines = (pending + text).split('\r\n')
      pending = lines.pop() ?? ''
      for (const line of lines) {
        const said = answer?.(line)
        if (said) socket.write(said)
      }
    })
  }
  const server: Server = tls ? createTlsServer(tls, speak) : createPlainServer(speak)
  // A client that refuses the certificate or the version ends its handshake; that is its own business.
  server.on('tlsClientError', () => {})
  await listenAnywhere(server)
  return {
    host: '127.0.0.1',
    port: portOf(server),
    clientText: () => heard,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
