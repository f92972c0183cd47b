import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { ShownCertificate } from '../../../../src-preload/contract/entities/inbox.ts'
import type { AppError } from '../../errors.ts'
import { describeCertificateRefusal } from './certificate-refusal.ts'
import { hostNameOf } from './host-name.ts'
import { isPinned, whyNotPinned } from './pinned-certificate.ts'
import { type ServerLine, timeoutsOf } from './server-line.ts'
import { describeShown } from './shown-certificate.ts'
import { tlsOptions } from './tls-options.ts'

export type ServerCertificate = {
  readonly shown: ShownCertificate
  /** What the usual checks have against it, whether they are switched on or not; null when it is trusted. */
  readonly doubt: AppError | null
  /** Why the connection ends here; null when it may go on. */
  readonly refusal: AppError | null
}

/** Opens the plain line, for the step that asks whether anybody is there. The caller destroys it. */
export function openLine(options: ServerLine, signal: AbortSignal): Promise<Socket> {
  const { connectMs } = timeoutsOf(options)
  return new Promise((resolve, reject) => {
    const socket = connectPlain({ host: hostNameOf(options.server), port: options.port, signal })
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('No answer'), { code: 'CONNECT_TIMEOUT' }))
    }, connectMs)
    socket.once('error', reject)
    socket.once('close', () => clearTimeout(timer))
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve(socket)
    })
  })
}

/** An encrypted line that has not been judged, with the certificate that the server showed. */
export type TlsLine = { readonly socket: TLSSocket; readonly certificate: ServerCertificate }

/**
 * Does the TLS handshake without judging, and tells what certificate the server showed and whether it would be trusted.
 * Nothing is sent but what `askForTls` says where the line is upgraded. Rejects with the error of the socket, TLS or DNS.
 */
export async function readServerCertificate(
  options: ServerLine,
  askForTls: (line: Socket) => Promise<void>,
  signal: AbortSignal,
): Promise<ServerCertificate> {
  const line = await openLine(options, signal)
  try {
    return (await encryptLine(line, options, askForTls)).certificate
  } finally {
    line.destroy()
  }
}

/** The same on a line that stays open; whoever goes on with it looks at the refusal first. */
export async function encryptLine(
  line: Socket,
  options: ServerLine,
  askForTls: (line: Socket) => Promise<void>,
): Promise<TlsLine> {
  if (options.security === 'starttls') await askForTls(line)
  const socket = await shakeHands(line, options)
  return { socket, certificate: describeCertificate(socket, options) }
}

function shakeHands(line: Socket, options: ServerLine): Promise<TLSSocket> {
  const host = hostNameOf(options.server)
  return new Promise((resolve, reject) => {
    const judged = tlsOptions({ ...options, validateCertificate: true })
    const socket = connectTls({
      ...judged,
      rejectUnauthorized: false,
      socket: line,
      host,
      ...(isIP(host) ? {} : { servername: host }),
    })
    socket.setTimeout(timeoutsOf(options).greetingMs, () => {
      socket.destroy(Object.assign(new Error('No answer'), { code: 'CONNECT_TIMEOUT' }))
    })
    socket.once('error', reject)
    socket.once('close', () => reject(Object.assign(new Error('Closed'), { code: 'ECONNRESET' })))
    socket.once('secureConnect', () => resolve(socket))
  })
}

function describeCertificate(socket: TLSSocket, options: ServerLine): ServerCertificate {
  const code = socket.authorized ? '' : String(socket.authorizationError)
  const cause = Object.assign(new Error(code), { cert: socket.getPeerCertificate() })
  const doubt = describeCertificateRefusal(code, options.server, cause)
  const checked = options.validateCertificate ? doubt : null
  return { shown: describeShown(socket), doubt, refusal: isPinned(options) ? whyNotPinned(socket, options) : checked }
}
