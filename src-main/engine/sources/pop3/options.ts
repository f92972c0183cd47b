import type { Credential } from '../credential.ts'
import type { ProtocolWords } from '../net/protocol-words.ts'
import type { ServerLine } from '../net/server-line.ts'
import type { SaslMechanism } from '../sasl/exchange.ts'
import type { SignInWish } from '../sasl/sign-in-wish.ts'

/** What it takes to reach the one mailbox of a POP3 account. */
export type Pop3SourceOptions = ServerLine & {
  readonly login: string
  readonly credential: () => Promise<Credential>
  /** How to sign in; the strongest that the server offers when it is left open. */
  readonly wish?: SignInWish
  /** More is never read of one message; 256 MB, less for tests. */
  readonly largestMessageBytes?: number
}

/** SASL (RFC 5034), and the two ways of RFC 1939. */
export type Pop3Mechanism = SaslMechanism | 'APOP' | 'USER'

/** Ports by RFC 8314 and RFC 1939. */
export const pop3Words: ProtocolWords = { name: 'POP3', tlsPort: 995, plainPort: 110 }
