import { timerMs } from '../../../wait.ts'
import type { Clock, Log } from '../../ports.ts'

/** What it takes to reach a mail server, whatever is spoken there. */
export type ServerLine = {
  /** Host name or address, as typed. */
  readonly server: string
  readonly port: number
  /** `starttls` never falls back to plain text: a server without it is refused. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly validateCertificate: boolean
  /** PEM of certificates to trust besides the public ones: an own authority, or the very certificate of the server. */
  readonly ca?: string
  /** SHA-256 of the one certificate to accept, in place of every other check; '' or left out is none. */
  readonly pinnedCertificate?: string
  /** For tests and for slow lines; see `defaultTimeouts`. */
  readonly timeouts?: Partial<LineTimeouts>
  readonly clock: Clock
  readonly log: Log
}

export type LineTimeouts = {
  /** Name look-up, TCP and TLS together. */
  readonly connectMs: number
  /** From the open line to the first word of the server. */
  readonly greetingMs: number
  /** Silence in the middle of a command. */
  readonly socketMs: number
}

const defaultTimeouts: LineTimeouts = { connectMs: 20_000, greetingMs: 15_000, socketMs: 60_000 }

export function timeoutsOf(line: Pick<ServerLine, 'timeouts'>): LineTimeouts {
  const { connectMs, greetingMs, socketMs } = { ...defaultTimeouts, ...line.timeouts }
  return { connectMs: timerMs(connectMs), greetingMs: timerMs(greetingMs), socketMs: timerMs(socketMs) }
}

/** More than any mail that a provider lets in; one announced as larger is never read. */
export const largestMessageBytes = 256 * 1024 * 1024
