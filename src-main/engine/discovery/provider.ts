import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'

export type ProviderServer = Pick<ServerCandidate, 'server' | 'port' | 'security'>

/** A public provider of mailboxes as it tells its customers. */
export type Provider = {
  readonly name: string
  /** Whose addresses are all its own. */
  readonly domains: readonly string[]
  /** Ends of the names that take mail for it: for addresses of its customers' own domains. */
  readonly mx: readonly string[]
  /** Absent where mail cannot be read that way; all absent where it cannot be read at all, as the hint says. */
  readonly imap?: ProviderServer
  readonly pop3?: ProviderServer
  readonly smtp?: ProviderServer
  /** The best way to sign in first. */
  readonly signIn: readonly ServerCandidate['signIn'][]
  /** What a customer has to know, in a sentence; '' when there is nothing. */
  readonly hint: string
}

/** Encrypted from the start, on the ports of RFC 8314. */
export function overTls(imap: string, pop3: string, smtp: string): Pick<Provider, 'imap' | 'pop3' | 'smtp'> {
  const at = (server: string, port: number): ProviderServer => ({ server, port, security: 'tls' })
  return { imap: at(imap, 993), pop3: at(pop3, 995), smtp: at(smtp, 465) }
}

export function submission(server: string): ProviderServer {
  return { server, port: 587, security: 'starttls' }
}
