import type { ImapFlowError } from 'imapflow'
import { AppError } from '../../errors.ts'
import type { Credential } from '../credential.ts'
import { describeCertificateRefusal } from './certificate-refusal.ts'
import { hostNameOf } from './host-name.ts'
import type { ImapSourceOptions } from './options.ts'
import { findRefusalCause } from './refusal-causes.ts'
import { quoteServerText } from './server-text.ts'

type Failure = Partial<ImapFlowError> & { readonly code?: string }

/** The server offers less than TLS 1.2, or says so in an alert. */
const oldTls = new Set(['ERR_SSL_UNSUPPORTED_PROTOCOL', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'])

const unreachable = new Set(['ETIMEDOUT', 'CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'])

/** Every failure of imapflow, the socket, TLS or DNS as one sentence with the form field to correct. */
export function describeFailure(
  error: unknown,
  options: Pick<ImapSourceOptions, 'server' | 'port' | 'security'>,
  secret: string,
  kind: Credential['kind'] = 'password',
): AppError {
  if (error instanceof AppError) return error
  const failure: Failure = error instanceof Error ? (error as Failure) : {}
  const { server, port } = options
  if (failure.authenticationFailed) return describeRefusedSignIn(failure, server, secret, kind)

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
    return fail(`${server} answers, but nothing listens on port ${port}. ${usualPorts}`, 'port')
  }
  if (unreachable.has(code)) {
    return fail(
      `${server} did not answer on port ${port}. Check server and port, and whether a firewall is in between.`,
      'server',
    )
  }
  if (code === 'GREETING_TIMEOUT') {
    return options.security === 'tls'
      ? fail(
          `${server} says nothing on port ${port}. Check that this is the port for IMAP with TLS, usually 993.`,
          'port',
        )
      : fail(
          `${server} says nothing on port ${port}. This port probably expects TLS from the start: choose TLS.`,
          'security',
        )
  }
  if (oldTls.has(code)) {
    return fail(
      `${server} speaks only an outdated version of TLS that is no longer safe. Ask the provider for TLS 1.2 or later.`,
      'security',
    )
  }
  if (isNoTls(code)) {
    return fail(
      `Port ${port} of ${server} does not speak TLS. Choose STARTTLS, or the port for TLS, usually 993.`,
      'security',
    )
  }
  if (failure.tlsFailed) {
    return fail(`${server} does not offer STARTTLS on port ${port}. Choose TLS with its port, usually 993.`, 'security')
  }
  if (failure.reason) {
    return fail(`${server} ended the connection: ${quoteServerText(failure.reason, secret)}`)
  }
  return fail(`The connection to ${server} was lost. It is tried again by itself.`)
}

const usualPorts = 'Usual are 993 for TLS and 143 for STARTTLS.'

function describeRefusedSignIn(failure: Failure, server: string, secret: string, kind: Credential['kind']): AppError {
  if (failure.message === 'No password configured') {
    return new AppError('sign-in-failed', 'Enter the password.', { cause: failure, field: 'password' })
  }
  const said = quoteServerText(typeof failure.response === 'string' ? failure.response : '', secret)
  // imapflow does not even try where the server has said that it takes no password on this line.
  const code = failure.message === 'Login is disabled' ? 'PRIVACYREQUIRED' : (failure.serverResponseCode ?? '')
  const { cause, remedy, field, retry } = findRefusalCause({ code, text: said, server: hostNameOf(server), kind })
  const quote = said === '' ? '' : ` The server says: ${said}`
  return new AppError(retry ? 'connection-failed' : 'sign-in-failed', `${cause} ${remedy}${quote}`, {
    cause: failure,
    ...(field === undefined ? {} : { field }),
    ...(retry ? { retry } : {}),
  })
}

/** OpenSSL and BoringSSL name a plain answer to a TLS hello in several ways. */
function isNoTls(code: string): boolean {
  return code.startsWith('ERR_SSL_') || code === 'EPROTO'
}

/** Node reports a failure on several addresses as an AggregateError whose parts hold the codes. */
function firstCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError ? (error.errors.map(firstCode).find(code => code !== '') ?? '') : ''
}
