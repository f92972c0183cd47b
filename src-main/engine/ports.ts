import type { DesktopPreferences } from '../../src-preload/contract/entities/host.ts'
import type { ShownCertificate } from '../../src-preload/contract/entities/inbox.ts'
import type { AppError } from './errors.ts'

/**
 * What the engine asks of the world outside. Hosts and tests implement these; the engine never reaches for the
 * system clock, a key store or a console by itself.
 */

export interface Clock {
  /** UTC milliseconds. */
  now(): number
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The networks that this machine is in. */
export interface Network {
  /** Its addresses there as one text, to be compared; '' when it is in none. */
  addresses(): string
}

/** `fields` hold no address, body or secret above debug. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}
export type LogFields = Readonly<Record<string, unknown>>

/** Turns a secret into text that may lie in the store, and back. The key stays with the host. */
export interface Secrets {
  seal(plain: string): Promise<string>
  /** Throws AppError `secret-unreadable` when it was sealed with another key. */
  unseal(sealed: string): Promise<string>
}

/** The browser of the system. */
export interface Browser {
  /** Hands an address to it, or to the mail program. Throws AppError `not-allowed` for any other address. */
  openLink(url: string): Promise<void>
}

/** The desktop around the engine, where there is one. */
export interface Desktop extends Browser {
  preferences(): Promise<DesktopPreferences>
  /** What is left out stays as it is. Throws AppError when it cannot be kept. */
  savePreferences(
    values: { readonly [K in keyof DesktopPreferences]?: DesktopPreferences[K] | undefined },
  ): Promise<void>
}

/** A message as the server lists it, before its body is fetched. */
export type ListedMessage = {
  /** IMAP UID, POP3 UIDL, or a name that is stable within a folder source. */
  readonly uid: string
  readonly sizeBytes: number
  /** INTERNALDATE or file time in UTC milliseconds; null when the server does not tell. */
  readonly receivedAt: number | null
  /** Of a file: differs as soon as it may be another one. */
  readonly stamp?: string
  /** Why it cannot be read as a mail, in one sentence, where the listing shows that already. */
  readonly odd?: string
}

/** Of a file that was listed before: what tells, without opening it, whether anybody has touched it since. */
export type KnownStamp = {
  readonly uid: string
  /** Null in rows from before files had stamps. */
  readonly stamp: string | null
  readonly sizeBytes: number
  readonly receivedAt: number
}

/** What was recorded under the name of a file, also what was removed since. */
export type KnownMessage = KnownStamp & {
  readonly isHere: boolean
  /** It waits to be decided. */
  readonly isNew: boolean
  /** What of its mail is in the store, and the hash of that. */
  readonly kept: 'whole' | 'headers' | 'none'
  readonly sha256: string | null
}

/** Header block that is kept of a mail that is too big: more than any honest one has. */
export const KEPT_HEADER_BYTES = 256 * 1024

/** What a server says of a folder that tells whether anything happened there: UIDNEXT and HIGHESTMODSEQ (RFC 7162). */
export type FolderState = { readonly uidNext: number; readonly highestModseq: string }

/** What we knew of a folder after the last complete listing. */
export type KnownFolder = {
  readonly uidValidity: string | null
  readonly highestUid: string | null
  readonly onServer: number
  /** Null where the server does not tell it. */
  readonly state: FolderState | null
  /** Which of these uids are recorded as on the server for this UIDVALIDITY. */
  among(uids: readonly string[]): Promise<ReadonlySet<string>>
  /** All of them; asked for only when nothing else tells what differs. */
  uids(): Promise<ReadonlySet<string>>
  /** The same for files. */
  stamps(): Promise<readonly KnownStamp[]>
  /** All that was ever recorded of files with these names: their uid is the name, or begins with it and a slash. */
  namesakes(names: readonly string[]): Promise<readonly KnownMessage[]>
}

/** As if nobody had ever heard of the folder: everything in it is new. */
export const nothingKnown: KnownFolder = {
  uidValidity: null,
  highestUid: null,
  onServer: 0,
  state: null,
  among: async () => new Set(),
  uids: async () => new Set(),
  stamps: async () => [],
  namesakes: async () => [],
}

export type FolderListing = {
  readonly uidValidity: string
  /** What we have not seen under this UIDVALIDITY. */
  readonly added: readonly ListedMessage[]
  /** Files that we have seen, and that somebody has touched since. */
  readonly changed?: readonly ListedMessage[]
  /** Every uid there is now, or which of the recorded ones have gone, or 'unchanged' when none has. */
  readonly present: ReadonlySet<string> | { readonly gone: readonly string[] } | 'unchanged'
  readonly highestUid: string | null
  /** How many messages the server itself counts. */
  readonly onServer: number
  /** To be given back at the next listing, where the server tells it. */
  readonly state?: FolderState | null
}

export type FetchedMessage = { readonly uid: string; readonly raw: Uint8Array }

/**
 * A message that was asked for and did not come. 'refused' by the server, 'broke' the connection each time, 'absent'
 * from an answer that was whole (it may have gone), 'too-large' to hold, 'unreadable' as a file on this machine.
 */
export type LeftOut = {
  readonly uid: string
  readonly kind: 'refused' | 'broke' | 'absent' | 'too-large' | 'unreadable'
  /** One sentence, with the server's own words where it has any; '' when there is nothing to say. */
  readonly why: string
}

/** One mailbox folder that can be opened. Implemented for IMAP, POP3 and folders on disk. */
export interface MailSource {
  /** Connects, signs in and selects the folder. Throws AppError with the form field to correct. */
  open(signal: AbortSignal): Promise<SourceSession>
  /** Each step of a connection with its outcome; never throws for a failed step. */
  test(signal: AbortSignal): Promise<readonly ConnectionStep[]>
  /**
   * Waits for new mail on a connection of its own until the signal aborts; absent where nothing can tell. `onNews` is
   * called once when the wait begins, because mail may have come before, and whenever there may be more. 'not-offered'
   * when this server cannot tell. Throws AppError when the line is lost.
   */
  watch?(signal: AbortSignal, onNews: () => void): Promise<'not-offered' | 'ended'>
}

/** One connection; not shared between two passes. Every call may throw AppError `connection-failed` with retry. */
export interface SourceSession {
  list(known: KnownFolder): Promise<FolderListing>
  /**
   * Yields each message that is still there, in the order asked, as few round trips as the protocol allows. A message
   * that the server cannot give is left out, and told to `onLeftOut`; the others come.
   */
  fetch(
    uids: readonly string[],
    signal: AbortSignal,
    onLeftOut?: (leftOut: LeftOut) => void,
  ): AsyncIterable<FetchedMessage>
  /** Header block only, at most `maxBytes`; null when the message has gone, or the server cannot give it. */
  fetchHeaders(uid: string, maxBytes: number, onLeftOut?: (leftOut: LeftOut) => void): Promise<Uint8Array | null>
  /** The Message-ID field of each, as it stands in the header, where many can be asked for at once. Some may be missing. */
  messageIdFields?(uids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
  /** Why nothing can ever be removed from here or moved, in one sentence; absent where it can. */
  readonly onlyRead?: string
  /**
   * 'gone' when the message is not there any more: the work is done already. Never a bare EXPUNGE. Where a name can come
   * to mean another mail (files), only the mail with this hash is removed.
   */
  remove(uid: string, sha256?: string): Promise<'done' | 'gone'>
  /**
   * Many at once, where each deletion alone would cost a session (POP3). Throws only when nothing is known of any; a
   * message that the server keeps has its own AppError.
   */
  removeTogether?(uids: readonly string[]): Promise<ReadonlyMap<string, RemoveOutcome>>
  /**
   * A failed move never deletes. Verified: 'done' only when the target holds the message. 'missing' when the server has
   * taken it from here and the target does not show it. What it keeps in `notes`, a repeat finds there, so that it goes
   * on where this one was cut off.
   */
  move(uid: string, targetFolder: string, notes: StepNotes, sha256?: string): Promise<'done' | 'gone' | 'missing'>
  /**
   * Puts a mail into the folder that is open; absent where that cannot be done. `receivedAt` in UTC milliseconds. A
   * repeat with the same `notes` finds what an earlier try has put there already.
   */
  putBack?(raw: Uint8Array, receivedAt: number, notes: StepNotes): Promise<PutBack>
  close(): Promise<void>
}

/** Where a mail that was put back lies now. */
export type PutBack = { readonly uid: string; readonly uidValidity: string }

/** What work of several commands leaves behind for its repeat; the text is known to the source alone. */
export interface StepNotes {
  /** What an earlier try kept last; null when there was none. */
  readonly left: string | null
  /** Resolves when it is safe against the end of the process. */
  keep(note: string): Promise<void>
}

/** A mail as bytes with CRLF line ends, and where it goes. `from` '' is the null sender (RFC 5321, 4.5.5). */
export type OutgoingMail = { readonly from: string; readonly to: readonly string[]; readonly raw: Uint8Array }

export type SendOutcome = {
  readonly accepted: readonly string[]
  /** `isForNow`: the server says that a later try may go through. */
  readonly refused: readonly { readonly address: string; readonly reply: string; readonly isForNow: boolean }[]
  /** What the server said when it took the mail. */
  readonly reply: string
}

/** Hands mail to a server. */
export interface MailSender {
  /**
   * Resolves when the server has taken the mail for at least one address; from then on it is the server's. Throws
   * AppError with the form field to correct; `retry` says whether the same may go through later.
   */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome>
}

export type RemoveOutcome = 'done' | 'gone' | AppError

export type ConnectionStep = {
  readonly name: 'address' | 'connect' | 'encryption' | 'capabilities' | 'sign-in' | 'folder' | 'read' | 'permission'
  readonly ok: boolean
  /** One sentence: what was found, or what is wrong and what to do. */
  readonly message: string
  /** The form field to correct, when it failed. */
  readonly field?: string
  readonly ms: number
  /** What the server showed in the encryption step, also when it was refused. */
  readonly certificate?: ShownCertificate
}

/** Named places in the life of a message. Crash tests end the process there; production does nothing. */
export type ProbePoint =
  | 'listed'
  | 'fetched'
  | 'blobs-kept'
  | 'kept'
  | 'understood'
  | 'inside-batch'
  | 'committed'
  | 'before-server-action'
  | 'server-step-noted'
  | 'after-server-action'

export interface Probe {
  reached(point: ProbePoint): void
}
