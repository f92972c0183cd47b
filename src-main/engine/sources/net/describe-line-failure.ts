import { AppError } from '../../errors.ts'
import { describeCertificateRefusal } from './certificate-refusal.ts'
import type { ProtocolWords } from './protocol-words.ts'
import type { ServerLine } from './server-line.ts'

type Place = Pick<ServerLine, 'server' | 'port' | 'security'>

const unreachable = new Set(['ETIMEDOUT', 'CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'])

/** The server offers less than TLS 1.2, or says so in an alert. */
const oldTls = new Set([
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_VERSION_TOO_LOW',
])

/**
 * A failure of the socket, of TLS or of DNS as one sentence with the form field to correct; null when the line was just
 * lost.
 */
export function describeLineFailure(error: unknown, line: Place, words: ProtocolWords): AppError | null {
  const { server, port, security } = line
  const { name, tlsPort, plainPort } = words
  const code = firstCode(error)
  const certificate = describeCertificateRefusal(code, server, error)
  if (certificate) return certificate

  const fail = (message: string, field?: string): AppError =>
    new AppError('connection-failed', message, { cause: error, retry: true, ...(field ? { field } : {}) })

  if (code === 'ENOTFOUND') return fail(`There is no server named ${server}. Check the spelling of the name.`, 'server')
  if (code.startsWith('EAI_')) {
    return fail(`The name ${server} could not be looked up. Check the network connection of this computer.`, 'server')
  }
  if (code === 'ECONNREFUSED') {
    return fail(
      `${server} answers, but nothing listens on port ${port}. Usual are ${tlsPort} for TLS and ${plainPort} for STARTTLS.`,
      'port',
    )
  }
  if (unreachable.has(code)) {
    return fail(
      `${server} did not answer on port ${port}. Check server and port, and whether a firewall is in between.`,
      'server',
    )
  }
  if (code === 'GREETING_TIMEOUT') {
    return security === 'tls'
      ? fail(
          `${server} says nothing on port ${port}. Check that this is the port for ${name} with TLS, usually ${tlsPort}.`,
          'port',
        )
      : fail(
          `${server} says nothing on port ${port}. This port probably expects TLS from the start: choose TLS.`,
          'security',
        )
  }
  if (code === 'UPGRADE_REFUSED') {
    return describeUpgradeRefusal(error, line, words)
  }
  if (oldTls.has(code)) {
    return fail(
      `${server} speaks only an outdated version of TLS that is no longer safe. Ask the provider for TLS 1.2 or later.`,
      'security',
    )
  }
  if (isNoTls(code) && security === 'starttls') {
    return fail(
      `${server} does not go on in TLS after STARTTLS on port ${port}. Choose TLS with its port, usually ${tlsPort}.`,
      'security',
    )
  }
  if (isNoTls(code)) {
    return fail(
      `Port ${port} of ${server} does not speak TLS. Choose STARTTLS, or the port for TLS, usually ${tlsPort}.`,
      'security',
    )
  }
  return null
}

/** Never a fall back to plain text: the server has to offer the upgrade. */
export function describeUpgradeRefusal(cause: unknown, { server, port }: Place, { tlsPort }: ProtocolWords): AppError {
  const message = `${server} does not offer STARTTLS on port ${port}. Choose TLS with its port, usually ${tlsPort}.`
  return new AppError('connection-failed', message, { cause, retry: true, field: 'security' })
}

/** The line broke, and nobody said why. */
export function lostLine(server: string, cause: unknown): AppError {
  const message = `The connection to ${server} was lost. It is tried again by itself.`
  return new AppError('connection-failed', message, { cause, retry: true })
}

/** OpenSSL and BoringSSL name a plain answer to a TLS hello in several ways. */
function isNoTls(code: string): boolean {
  return code.startsWith('ERR_SSL_') || code === 'EPROTO' || code === 'UPGRADE_TIMEOUT'
}

/** Node reports a failure on several addresses as an AggregateError whose parts hold the codes. */
function firstCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError ? (error.errors.map(firstCode).find(code => code !== '') ?? '') : ''
}
