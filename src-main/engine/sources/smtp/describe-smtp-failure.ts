import { AppError } from '../../errors.ts'
import { describeLineFailure, lostLine } from '../net/describe-line-failure.ts'
import { quoteServerText } from '../net/server-text.ts'
import { type SmtpOptions, smtpWords } from './options.ts'

/** What nodemailer puts on its errors. */
type SmtpFailure = Error & {
  readonly code?: string
  /** What the system said, where nodemailer has a code of its own for it. */
  readonly originalCode?: string
  readonly responseCode?: number
  readonly response?: string
}

/**
 * One sentence with the form field to correct. The server's own number says whether a repeat may help (RFC 5321,
 * 4.2.1): 4yz passes, 5yz stays. `secret` is masked in what it said.
 */
export function describeSmtpFailure(error: unknown, options: SmtpOptions, secret: string): AppError {
  if (error instanceof AppError) return error
  const failure = error as SmtpFailure
  const { server } = options
  const words = wordsOf(failure)
  const said = words === '' ? '' : ` It said: ${quoteServerText(words, secret)}`
  const isForNow = failure.responseCode !== undefined && failure.responseCode < 500
  switch (failure.code) {
    case 'EAUTH':
      return new AppError(
        isForNow ? 'connection-failed' : 'sign-in-failed',
        isForNow
          ? `${server} does not let anybody sign in at the moment; it is tried again by itself.${said}`
          : `${server} refuses the sign-in as ${options.login}.${said}`,
        { cause: error, retry: isForNow, field: 'login' },
      )
    case 'ETLS':
      if (failure.originalCode) break
      return new AppError(
        'connection-failed',
        `${server} does not offer STARTTLS on port ${options.port}. Choose TLS with its port, usually ${smtpWords.tlsPort}.`,
        { cause: error, retry: true, field: 'security' },
      )
    case 'EENVELOPE':
    case 'EMESSAGE':
      return new AppError(
        isForNow ? 'connection-failed' : 'not-allowed',
        isForNow
          ? `${server} does not take the mail at the moment; it is tried again by itself.${said}`
          : `${server} refuses the mail.${said}`,
        { cause: error, retry: isForNow },
      )
  }
  return describeLineFailure(asTheSystemSaid(error), options, smtpWords) ?? lostLine(server, error)
}

/** A refused token has its reason before the last reply. */
function wordsOf({ code, response = '', message }: SmtpFailure): string {
  return code === 'EAUTH' ? message.replace(/^Invalid login:\s*/, '') : response
}

/** nodemailer puts its own code in the place of what the system said. */
function asTheSystemSaid(error: unknown): unknown {
  const { code, originalCode, message } = error as SmtpFailure
  if (code === 'ETIMEDOUT') {
    const isGreeting = /greeting/i.test(message)
    return Object.assign(new Error(message, { cause: error }), { code: isGreeting ? 'GREETING_TIMEOUT' : 'ETIMEDOUT' })
  }
  return originalCode ? Object.assign(new Error(message, { cause: error }), { code: originalCode }) : error
}
