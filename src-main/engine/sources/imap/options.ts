import type { Clock, Log } from '../../ports.ts'
import type { Credential } from '../credential.ts'

/** What it takes to reach one folder of one IMAP account. */
export type ImapSourceOptions = {
  /** Host name or address, as typed. */
  readonly server: string
  readonly port: number
  /** `starttls` never falls back to plain text: a server without it is refused. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly login: string
  readonly credential: () => Promise<Credential>
  /** Folder as the administrator writes it; '' is INBOX. */
  readonly mailbox: string
  readonly validateCertificate: boolean
  /** PEM of certificates to trust besides the public ones: an own authority, or the very certificate of the server. */
  readonly ca?: string
  /** SHA-256 of the one certificate to accept, in place of every other check; '' or left out is none. */
  readonly pinnedCertificate?: string
  /** For tests and for slow lines; see `defaultTimeouts`. */
  readonly timeouts?: Partial<ImapTimeouts>
  readonly clock: Clock
  readonly log: Log
}

export type ImapTimeouts = {
  /** Name look-up, TCP and TLS together. */
  readonly connectMs: number
  /** From the open line to the first word of the server. */
  readonly greetingMs: number
  /** Silence in the middle of a command. */
  readonly socketMs: number
}

export const defaultTimeouts: ImapTimeouts = { connectMs: 20_000, greetingMs: 15_000, socketMs: 60_000 }

export function timeoutsOf(options: ImapSourceOptions): ImapTimeouts {
  return { ...defaultTimeouts, ...options.timeouts }
}

/** The folder to open: INBOX when none is named. */
export function mailboxOf(options: ImapSourceOptions): string {
  return options.mailbox.trim() === '' ? 'INBOX' : options.mailbox
}
