import { AppError } from '../../errors.ts'
import { describeLineFailure, lostLine } from '../net/describe-line-failure.ts'
import { flooding, floodingServer, slowServer, tooSlow } from '../net/pace.ts'
import { type Pop3SourceOptions, pop3Words } from './options.ts'

/** Every failure of the line, TLS or DNS as one sentence with the form field to correct. */
export function describeFailure(error: unknown, options: Pop3SourceOptions): AppError {
  if (error instanceof AppError) return error
  const fail = (message: string, field?: string): AppError =>
    new AppError('connection-failed', message, { cause: error, retry: true, ...(field ? { field } : {}) })
  const { server } = options
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'SILENT':
      return fail(`${server} stopped answering in the middle of the talk. It is tried again by itself.`)
    case flooding:
      return fail(floodingServer(server))
    case tooSlow:
      return fail(slowServer(server))
    case 'ENDLESS_LINE':
      return fail(`${server} sent a line without end. Check that it is a POP3 server.`, 'server')
    case 'SLIPPED_IN':
      return fail(
        `${server} sent plain text where TLS had to begin; somebody may have tampered with the line. Choose TLS with its port, usually ${pop3Words.tlsPort}.`,
        'security',
      )
  }
  return describeLineFailure(error, options, pop3Words) ?? lostLine(server, error)
}
