import type { MailSource } from '../../ports.ts'
import { openFolderLine } from './folder-line.ts'
import type { ImapSourceOptions } from './options.ts'
import { createImapSession } from './session.ts'
import { testImapConnection } from './test-connection.ts'
import { watchFolder } from './watch-folder.ts'

/**
 * One folder of an IMAP account (RFC 3501 with UIDPLUS and MOVE). Nothing is connected before `open` or `test`. Errors
 * are AppErrors with the form field: server, port, security, login, password, mailbox or target_folder.
 */
export function createImapSource(options: ImapSourceOptions): MailSource {
  return {
    open: async signal => createImapSession(await openFolderLine(options, signal)),
    test: signal => testImapConnection(options, signal),
    watch: (signal, onNews) => watchFolder(options, signal, onNews),
  }
}
