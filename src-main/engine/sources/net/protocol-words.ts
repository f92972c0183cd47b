/** What sentences about a failing line have to name, by protocol. */
export type ProtocolWords = {
  readonly name: 'IMAP' | 'POP3' | 'SMTP'
  /** The port for TLS from the start, and the one that is upgraded (RFC 8314). */
  readonly tlsPort: number
  readonly plainPort: number
}
