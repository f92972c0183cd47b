import type { Credential } from '../credential.ts'
import type { ProtocolWords } from '../net/protocol-words.ts'
import type { ServerLine } from '../net/server-line.ts'

/** What it takes to hand mail to a server (RFC 6409). */
export type SmtpOptions = ServerLine & {
  readonly login: string
  /** Null: this server takes mail from this computer without a sign-in. */
  readonly credential: (() => Promise<Credential>) | null
}

/** Ports by RFC 8314 and RFC 6409. */
export const smtpWords: ProtocolWords = { name: 'SMTP', tlsPort: 465, plainPort: 587 }
