import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { ImapTransport } from 'imapflow'
import { whyNotPinned } from '../net/pinned-certificate.ts'
import type { ImapSourceOptions } from './options.ts'

/**
 * The line for a pinned certificate. Node's TLS knows no pins, and its own checks would refuse what is pinned; so they
 * are off here, and nothing of the mail protocol is read or written before the certificate has been compared.
 */
export function pinnedTransport(options: ImapSourceOptions): ImapTransport {
  const judge = (socket: TLSSocket, onSecure: () => void): TLSSocket =>
    socket.once('secureConnect', () => {
      const refusal = whyNotPinned(socket, options)
      if (refusal) socket.destroy(refusal)
      else onSecure()
    })
  return {
    connect: ({ host, port, servername, secure }, onConnect) =>
      secure
        ? judge(connectTls({ host, port, ...named(servername), rejectUnauthorized: false }), onConnect)
        : connectPlain({ host, port }, onConnect),
    upgrade: (socket, { host, servername }, onSecure) =>
      // imapflow gives back the very socket that `connect` made.
      judge(connectTls({ socket: socket as Socket, host, ...named(servername), rejectUnauthorized: false }), onSecure),
  }
}

function named(servername: string | undefined): { servername?: string } {
  return servername === undefined ? {} : { servername }
}
