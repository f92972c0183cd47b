import type { ImapFlowError } from 'imapflow'
import { AppError } from '../../errors.ts'
import { describeLineFailure, describeUpgradeRefusal, lostLine } from '../net/describe-line-failure.ts'
import { quoteServerText } from '../net/server-text.ts'
import { type ImapSourceOptions, imapWords } from './options.ts'

type Failure = Partial<ImapFlowError> & { readonly code?: string }

/** RFC 5530: the server cannot check the password just now. */
const busyCodes = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'CONTACTADMIN'])

/** Every failure of imapflow, the socket, TLS or DNS as one sentence with the form field to correct. */
export function describeFailure(
  error: unknown,
  options: Pick<ImapSourceOptions, 'server' | 'port' | 'security'>,
  secret: string,
): AppError {
  if (error instanceof AppError) return error
  const failure: Failure = error instanceof Error ? (error as Failure) : {}
  if (failure.authenticationFailed) return describeRefusedSignIn(failure, secret)

  const known = describeTalk(failure, options) ?? describeLineFailure(error, options, imapWords)
  if (known) return known
  // With a code, the handshake was cut; without one, there was none.
  if (failure.tlsFailed && failure.code === undefined) return describeUpgradeRefusal(error, options, imapWords)
  if (failure.reason) {
    const message = `${options.server} ended the connection: ${quoteServerText(failure.reason, secret)}`
    return new AppError('connection-failed', message, { cause: error, retry: true })
  }
  return lostLine(options.server, error)
}

/** What went wrong in the talk itself, by the codes of imapflow. */
function describeTalk(cause: Failure, { server, port }: Pick<ImapSourceOptions, 'server' | 'port'>): AppError | null {
  const fail = (message: string, field?: string): AppError =>
    new AppError('connection-failed', message, { cause, retry: true, ...(field ? { field } : {}) })
  switch (cause.code) {
    case 'NOT_IMAP':
      return fail(
        `What answers on port ${port} of ${server} does not speak IMAP. Usual are ${imapWords.tlsPort} for TLS and ${imapWords.plainPort} for STARTTLS.`,
        'port',
      )
    case 'STARTTLS_INJECTION':
      return fail(
        `${server} sent plain text where TLS had to begin; somebody may have tampered with the line. Choose TLS with its port, usually ${imapWords.tlsPort}.`,
        'security',
      )
    case 'ETIMEOUT':
      return fail(`${server} stopped answering in the middle of the talk. It is tried again by itself.`)
    case 'LineTooLarge':
    case 'LiteralTooLarge':
    case 'ResponseTooLarge':
      return fail(`${server} sent an answer that is larger than any mail. It is tried again by itself.`)
  }
  return null
}

function describeRefusedSignIn(failure: Failure, secret: string): AppError {
  const line = typeof failure.response === 'string' ? failure.response : ''
  const said = quoteServerText(line.replace(/^\S+ (NO|BAD) /i, ''), secret)
  const quote = said === '' ? '' : ` The server says: ${said}`
  const code = failure.serverResponseCode ?? ''
  if (busyCodes.has(code)) {
    return new AppError('connection-failed', `The server cannot check sign-ins just now.${quote}`, {
      cause: failure,
      retry: true,
    })
  }
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
