import type { Credential } from '../credential.ts'
import type { ProtocolWords } from '../net/protocol-words.ts'
import type { ServerLine } from '../net/server-line.ts'
import type { SignInWish } from '../sasl/sign-in-wish.ts'

/** What it takes to reach one folder of one IMAP account. */
export type ImapSourceOptions = ServerLine & {
  readonly login: string
  readonly credential: () => Promise<Credential>
  /** Any mechanism when it is left out. */
  readonly wish?: SignInWish
  /** Folder as the administrator writes it; '' is INBOX. */
  readonly mailbox: string
  /** Opened by EXAMINE (RFC 3501, 6.3.2), under which a server changes nothing, no flag either. */
  readonly readOnly?: boolean
}

/** Ports by RFC 8314 and RFC 9051. */
export const imapWords: ProtocolWords = { name: 'IMAP', tlsPort: 993, plainPort: 143 }

/** The folder to open: INBOX when none is named. */
export function mailboxOf(options: ImapSourceOptions): string {
  return options.mailbox.trim() === '' ? 'INBOX' : options.mailbox
}
