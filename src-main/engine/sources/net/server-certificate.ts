import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import type { AppError } from '../../errors.ts'
import { describeCertificateRefusal } from './certificate-refusal.ts'
import { hostNameOf } from './host-name.ts'
import { type ServerLine, timeoutsOf } from './server-line.ts'
import { tlsOptions } from './tls-options.ts'

export type ServerCertificate = {
  readonly subject: string
  readonly issuer: string
  /** UTC milliseconds. */
  readonly validUntil: number
  /** SHA-256, as colon separated hex. */
  readonly fingerprint: string
  readonly pem: string
  /** Why TLS would refuse it; null when it is trusted. */
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
    if (options.security === 'starttls') await askForTls(line)
    return await shakeHands(line, options)
  } finally {
    line.destroy()
  }
}

function shakeHands(line: Socket, options: ServerLine): Promise<ServerCertificate> {
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
    socket.once('secureConnect', () => resolve(describeCertificate(socket, options.server)))
  })
}

function describeCertificate(socket: TLSSocket, server: string): ServerCertificate {
  const certificate = socket.getPeerCertificate()
  const pem = certificate.raw?.toString('base64').replace(/.{64}/g, '$&\n') ?? ''
  const code = socket.authorized ? '' : String(socket.authorizationError)
  const cause = Object.assign(new Error(code), { cert: certificate })
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validUntil: Date.parse(certificate.valid_to),
    fingerprint: certificate.fingerprint256,
    pem: `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`,
    refusal: describeCertificateRefusal(code, server, cause),
  }
}

function nameOf(name: PeerCertificate['subject'] | undefined): string {
  return [name?.CN ?? name?.O ?? 'nobody'].flat()[0] ?? 'nobody'
}
