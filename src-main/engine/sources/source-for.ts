import { readFileSync } from 'node:fs'
import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../errors.ts'
import type { Clock, Log, MailSource } from '../ports.ts'
import { createFolderSource } from './folder/folder-source.ts'
import { createImapSource } from './imap/imap-source.ts'

type SourceTools = { readonly clock: Clock; readonly log: Log; readonly password: () => Promise<string> }

/** Ports follow security (IANA): IMAP with implicit TLS, and the plain port that STARTTLS upgrades. */
const IMAP_PORTS = { tls: 993, starttls: 143, none: 143 } as const

/** The way to the mail of one inbox. */
export function sourceFor(config: InboxConfig, tools: SourceTools): MailSource {
  switch (config.protocol) {
    case 'folder':
      return createFolderSource({ path: config.path })
    case 'imap': {
      const ca = config.ca_file === '' ? {} : { ca: readCertificate(config.ca_file) }
      return createImapSource({
        server: config.server,
        port: config.port ?? IMAP_PORTS[config.security],
        security: config.security,
        login: config.login,
        password: tools.password,
        mailbox: config.mailbox,
        validateCertificate: config.validate_certificate,
        clock: tools.clock,
        log: tools.log,
        ...ca,
      })
    }
    case 'pop3':
      throw new AppError('not-yet', 'POP3 inboxes are not possible yet; use IMAP.', { field: 'protocol' })
  }
}

function readCertificate(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('invalid-input', `The certificate file ${file} cannot be read.`, { cause, field: 'ca_file' })
  }
}
