import type { MailSource } from '../../ports.ts'
import type { Pop3SourceOptions } from './options.ts'
import { openPop3Mailbox } from './pop3-mailbox.ts'
import { createPop3Session } from './session.ts'
import { testPop3Connection } from './test-connection.ts'

/**
 * The mailbox of a POP3 account (RFC 1939, RFC 2449, RFC 5034). Nothing is connected before `open` or `test`. Mail is
 * bytes from the line to the caller. Errors are AppErrors with the form field: server, port, security, login, auth,
 * password, protocol or email_storage.
 */
export function createPop3Source(options: Pop3SourceOptions): MailSource {
  return {
    open: async signal => createPop3Session(await openPop3Mailbox(options, signal), options),
    test: signal => testPop3Connection(options, signal),
  }
}
