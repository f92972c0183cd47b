import { AppError } from '../../errors.ts'
import { flooding, floodingServer, slowServer, tooSlow } from '../net/pace.ts'
import { type ImapSourceOptions, imapWords } from './options.ts'

/** What went wrong in the talk itself, by the codes of imapflow and one of `connectImap`; null for all others. */
export function describeTalk(
  cause: unknown,
  { server, port }: Pick<ImapSourceOptions, 'server' | 'port'>,
): AppError | null {
  const fail = (message: string, field?: string): AppError =>
    new AppError('connection-failed', message, { cause, retry: true, ...(field ? { field } : {}) })
  switch (cause instanceof Error && 'code' in cause ? cause.code : undefined) {
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
    case flooding:
      return fail(floodingServer(server))
    case tooSlow:
      return fail(slowServer(server))
    case 'LineTooLarge':
    case 'LiteralTooLarge':
    case 'ResponseTooLarge':
      return fail(`${server} sent an answer that is larger than any mail. It is tried again by itself.`)
  }
  return null
}
