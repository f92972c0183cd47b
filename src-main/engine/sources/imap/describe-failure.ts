import type { ImapFlowError } from 'imapflow'
import { AppError } from '../../errors.ts'
import type { Credential } from '../credential.ts'
import { describeCertificateRefusal } from './certificate-refusal.ts'
import type { ImapSourceOptions } from './options.ts'
import { quoteServerText } from './server-text.ts'

type Failure = Partial<ImapFlowError> & { readonly code?: string }

/** RFC 5530: the server cannot check the password just now. */
const busyCodes = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'CONTACTADMIN'])

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
  if (failure.authenticationFailed)
    return kind === 'token' ? describeRefusedToken(failure, secret) : describeRefusedSignIn(failure, secret)
  // imapflow says this without a code, before anything was sent.
  if (kind === 'token' && failure.message === 'Unsupported authentication mechanism') {
    const message = 'This server offers no sign-in with OAuth (XOAUTH2 or OAUTHBEARER). Use a password.'
    return new AppError('sign-in-failed', message, { cause: error, field: 'auth' })
  }

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

function describeRefusedSignIn(failure: Failure, secret: string): AppError {
  const quote = quoteRefusal(failure, secret)
  const code = failure.serverResponseCode ?? ''
  if (busyCodes.has(code)) return describeBusy(failure, quote)
  const refuse = (message: string, field: string): AppError =>
    new AppError('sign-in-failed', message + quote, { cause: failure, field })
  if (code === 'PRIVACYREQUIRED' || failure.message === 'Login is disabled') {
    return refuse('The server takes passwords only over an encrypted connection. Choose TLS or STARTTLS.', 'security')
  }
  if (code === 'EXPIRED') return refuse('The password has expired. Set a new one with the provider.', 'password')
  if (code === 'AUTHORIZATIONFAILED') return refuse('This login may not open the mailbox. Check the login.', 'login')
  if (failure.message === 'No password configured') return refuse('Enter the password.', 'password')
  return refuse(
    'The server refused the sign-in. Check login and password; some providers want an app password, or IMAP allowed in their settings.',
    'password',
  )
}

/** A token is no password that somebody mistyped: it was given out to somebody, for something, for a time. */
function describeRefusedToken(failure: Failure, secret: string): AppError {
  const quote = quoteRefusal(failure, secret)
  if (busyCodes.has(failure.serverResponseCode ?? '')) return describeBusy(failure, quote)
  const refuse = (message: string, field: string): AppError =>
    new AppError('sign-in-failed', message + quote, { cause: failure, field })
  // Exchange says this when IMAP is off for the mailbox, and when the token is of somebody who may not open it.
  if (/authenticated but not connected/i.test(String(failure.response ?? ''))) {
    return refuse(
      'The sign-in is good, but the mailbox does not open: IMAP is switched off for it, or the account has no full access to the mailbox named as login.',
      'login',
    )
  }
  return refuse(
    'The server did not take the sign-in of the account. Sign in again; for a shared mailbox, check that the account may open it and that it is named as login.',
    'auth',
  )
}

function quoteRefusal(failure: Failure, secret: string): string {
  const said = quoteServerText(typeof failure.response === 'string' ? failure.response : '', secret)
  return said === '' ? '' : ` The server says: ${said}`
}

function describeBusy(failure: Failure, quote: string): AppError {
  return new AppError('connection-failed', `The server cannot check sign-ins just now.${quote}`, {
    cause: failure,
    retry: true,
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
