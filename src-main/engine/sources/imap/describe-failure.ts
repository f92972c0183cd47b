import type { ImapFlowError } from 'imapflow'
import { AppError } from '../../errors.ts'
import type { Credential } from '../credential.ts'
import { describeLineFailure, describeUpgradeRefusal, lostLine } from '../net/describe-line-failure.ts'
import { hostNameOf } from '../net/host-name.ts'
import { quoteServerText } from '../net/server-text.ts'
import { saysTooMany } from '../net/too-many-connections.ts'
import { describeTalk } from './describe-talk.ts'
import { type ImapSourceOptions, imapWords } from './options.ts'
import { findRefusalCause } from './refusal-causes.ts'

type Failure = Partial<ImapFlowError> & { readonly code?: string }

/** RFC 5530: the server cannot check a token just now. */
const busyCodes = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'CONTACTADMIN'])

/** Every failure of imapflow, the socket, TLS or DNS as one sentence with the form field to correct. */
export function describeFailure(
  error: unknown,
  options: Pick<ImapSourceOptions, 'server' | 'port' | 'security'>,
  secret: string,
  kind: Credential['kind'] = 'password',
): AppError {
  if (error instanceof AppError) return error
  const failure: Failure = error instanceof Error ? (error as Failure) : {}
  if (failure.authenticationFailed) {
    return kind === 'token'
      ? describeRefusedToken(failure, secret)
      : describeRefusedSignIn(failure, options.server, secret)
  }
  // imapflow says this without a code, before anything was sent.
  if (kind === 'token' && failure.message === 'Unsupported authentication mechanism') {
    const message = 'This server offers no sign-in with OAuth (XOAUTH2 or OAUTHBEARER). Use a password.'
    return new AppError('sign-in-failed', message, { cause: error, field: 'auth' })
  }

  const known = describeTalk(error, options) ?? describeLineFailure(error, options, imapWords)
  if (known) return known
  // With a code, the handshake was cut; without one, there was none.
  if (failure.tlsFailed && failure.code === undefined) return describeUpgradeRefusal(error, options, imapWords)
  if (failure.reason) {
    const message = `${options.server} ended the connection: ${quoteServerText(failure.reason, secret)}`
    const tooManyConnections = saysTooMany(failure.reason)
    return new AppError('connection-failed', message, { cause: error, retry: true, tooManyConnections })
  }
  return lostLine(options.server, error)
}

function describeRefusedSignIn(failure: Failure, server: string, secret: string): AppError {
  if (failure.message === 'No password configured') {
    return new AppError('sign-in-failed', 'Enter the password.', { cause: failure, field: 'password' })
  }
  const said = quoteServerText(typeof failure.response === 'string' ? failure.response : '', secret)
  // imapflow does not even try where the server has said that it takes no password on this line.
  const code = failure.message === 'Login is disabled' ? 'PRIVACYREQUIRED' : (failure.serverResponseCode ?? '')
  const { cause, remedy, field, retry, tooMany } = findRefusalCause({
    code,
    text: said,
    server: hostNameOf(server),
  })
  const quote = said === '' ? '' : ` The server says: ${said}`
  return new AppError(retry ? 'connection-failed' : 'sign-in-failed', `${cause} ${remedy}${quote}`, {
    cause: failure,
    ...(field === undefined ? {} : { field }),
    ...(retry ? { retry } : {}),
    ...(tooMany ? { tooManyConnections: true } : {}),
  })
}

/** A token is no password that somebody mistyped: it was given out to somebody, for something, for a time. */
function describeRefusedToken(failure: Failure, secret: string): AppError {
  const quote = quoteRefusal(failure, secret)
  if (busyCodes.has(failure.serverResponseCode ?? '') || saysTooMany(quote)) return describeBusy(failure, quote)
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
  const line = typeof failure.response === 'string' ? failure.response : ''
  const said = quoteServerText(line.replace(/^\S+ (NO|BAD) /i, ''), secret)
  return said === '' ? '' : ` The server says: ${said}`
}

function describeBusy(failure: Failure, quote: string): AppError {
  return new AppError('connection-failed', `The server cannot check sign-ins just now.${quote}`, {
    cause: failure,
    retry: true,
    tooManyConnections: failure.serverResponseCode === 'LIMIT' || saysTooMany(quote),
  })
}
