import { connect as connectPlain, createServer as createPlainServer, type Server, type Socket } from 'node:net'
import { connect as connectTls, createServer as createTlsServer } from 'node:tls'
import { listenAnywhere, portOf } from './free-ports.ts'

export type TcpRecorderOptions = {
  /** The real server; with `tls` the proxy speaks TLS to it, without asking for its certificate. */
  readonly to: { readonly host: string; readonly port: number; readonly tls?: boolean }
  /** With it the proxy ends TLS on the client's side, so that the dialogue is readable. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Lies in the middle: what passes, piece by piece as latin1. For short lines, which come in one piece. */
  readonly rewrite?: {
    readonly client?: (text: string) => string
    readonly server?: (text: string) => string
  }
}

/** A proxy in the middle that counts, keeps the dialogue and cuts the line on request. */
export type TcpRecorder = {
  readonly host: string
  readonly port: number
  /** Everything the clients said so far, as latin1. */
  clientText(): string
  /** Everything the server said so far, as latin1. */
  serverText(): string
  /** Both directions, in bytes of the dialogue (not of TLS). */
  bytes(): number
  /** How many connections there have been. */
  connections(): number
  /** Forgets what was recorded; open connections go on. */
  clear(): void
  /** Cuts every line, without a goodbye, once the server has sent this many more bytes. */
  cutAfterBytes(count: number): void
  /** Swallows what the server says from now on, without closing: a line that has died silently. */
  fallSilent(): void
  stop(): Promise<void>
}

export async function startTcpRecorder({ to, tls, rewrite }: TcpRecorderOptions): Promise<TcpRecorder> {
  let fromClient: Buffer[] = []
  let fromServer: Buffer[] = []
  let connections = 0
  let bytesUntilCut = Number.POSITIVE_INFINITY
  let silent = false
  const open = new Set<Socket>()

  const accept = (client: Socket): void => {
    connections += 1
    const server = to.tls
      ? connectTls({ host: to.host, port: to.port, rejectUnauthorized: false })
      : connectPlain(to.port, to.host)
    const cut = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      open.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        open.delete(socket)
        cut()
      })
    }
    client.on('data', data => {
      fromClient.push(data)
      server.write(change(data, rewrite?.client))
    })
    server.on('data', data => {
      if (silent) return
      const passed = change(data, rewrite?.server).subarray(0, bytesUntilCut)
      bytesUntilCut -= passed.length
      fromServer.push(passed)
      const flows = client.write(passed, () => {
        if (bytesUntilCut <= 0) cut()
      })
      if (flows) return
      server.pause()
      client.once('drain', () => server.resume())
    })
  }
  const proxy: Server = tls ? createTlsServer(tls, accept) : createPlainServer(accept)
  // A client that refuses the certificate ends its handshake; that is its own business.
  proxy.on('tlsClientError', () => {})
  await listenAnywhere(proxy)

  return {
    host: '127.0.0.1',
    port: portOf(proxy),
    clientText: () => Buffer.concat(fromClient).toString('latin1'),
    serverText: () => Buffer.concat(fromServer).toString('latin1'),
    bytes: () => [...fromClient, ...fromServer].reduce((sum, data) => sum + data.length, 0),
    connections: () => connections,
    clear() {
      fromClient = []
      fromServer = []
    },
    cutAfterBytes(count) {
      bytesUntilCut = count
    },
    fallSilent() {
      silent = true
    },
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise(resolve => proxy.close(resolve))
    },
  }
}

function change(data: Buffer, rewrite: ((text: string) => string) | undefined): Buffer {
  return rewrite ? Buffer.from(rewrite(data.toString('latin1')), 'latin1') : data
}
