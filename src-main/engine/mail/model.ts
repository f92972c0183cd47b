/**
 * A mail as the reader hands it over: readonly facts, computed in the worker from the raw bytes and the settings, with
 * no knowledge of the desk. Everything in it is hostile text until a screen shows it as text.
 */

export type MailAddress = { readonly name: string; readonly address: string }

export type BodyFormat = 'html' | 'text' | 'none'

/** A part that is not the body. */
export type MailPart = {
  /** Normalised label, never a path; generated (`part-2.png`) where the mail names none. */
  readonly name: string
  /** As the mail spells it, decoded; it may hold a path. '' where the mail names none. */
  readonly givenName: string
  /** Declared MIME type, lower case, without parameters. */
  readonly type: string
  /** MIME type by content, null where the content has no signature. */
  readonly sniffedType: string | null
  /** Of the decoded bytes as they came. */
  readonly sizeBytes: number
  /** Hex sha256 of the decoded bytes as they came. */
  readonly sha256: string
  readonly disposition: 'attachment' | 'inline' | null
  /** Without angle brackets. */
  readonly contentId: string | null
  /** Pixels; null for what is no image or could not be read. */
  readonly width: number | null
  readonly height: number | null
  /** The chosen body shows it in place (`<img src="cid:…">` with this `contentId`). */
  readonly shown: boolean
  /**
   * Listed on the ticket; otherwise `why` says in one sentence why not. A picture that is shown in place is stored
   * even when it is not listed. Of a kept part, `why` says what was done to it.
   */
  readonly kept: boolean
  readonly why: string | null
  /** What the ticket holds instead: a smaller copy. Null when it holds the part as it came, or not at all. */
  readonly stored: StoredPart | null
}

export type StoredPart = {
  readonly sha256: string
  readonly sizeBytes: number
  readonly type: string
  readonly width: number
  readonly height: number
}

/** Who signed the mail, as far as the mail itself can tell. Whether a trusted authority issued the certificate is not checked. */
export type MailSignature = {
  readonly kind: 'smime' | 'pgp'
  /** `valid`: the mail is as it was signed. `unverifiable`: the key is missing, or the method unknown. */
  readonly state: 'valid' | 'invalid' | 'unverifiable'
  /** By the certificate; null where there is none. */
  readonly signer: MailAddress | null
  /** Null without a signer or a sender. */
  readonly addressMatchesFrom: boolean | null
  /** The result in words, for people. */
  readonly why: string
}

/** What a reply adds to the conversation, and what was cut from it. */
export type NewPart = {
  readonly format: BodyFormat
  /** Sanitised HTML of the new part ('' for a text mail). */
  readonly html: string
  readonly text: string
  readonly cutText: string
  /** The rule that cut, null when nothing was cut. */
  readonly rule: string | null
}

/** One matching pattern of a list, with what it matched. */
export type PatternHit = {
  readonly pattern: string
  /** Whole match, then each group that took part; at most 20, each at most 200 characters. */
  readonly groups: readonly string[]
}

/** A recipient that a report is about. */
export type ReportedRecipient = {
  readonly address: string
  /** As the sender wrote it, where the report names both and they differ. */
  readonly originalAddress: string | null
  /** RFC 3463, such as `5.1.1`; null where no code stands in the mail. */
  readonly status: string | null
  /** RFC 3464 2.3.3: failed, delayed, delivered, relayed, expanded; null where it does not say. */
  readonly action: string | null
  /** The address itself is dead; false for a full mailbox, a filter, a failure on the way. */
  readonly hard: boolean
  /** What the server said, one line, at most 500 characters. */
  readonly diagnostic: string
}

/** What a machine reports about a mail: that it was not delivered, that somebody complained, that it was read. */
export type MailReport = {
  readonly kind: 'delivery' | 'feedback' | 'disposition'
  /** What tells: the part, the header or the words. */
  readonly evidence: string
  /** At most 100. */
  readonly recipients: readonly ReportedRecipient[]
  /** Message-ID of the reported mail, with angle brackets. */
  readonly reportedMessageId: string | null
  readonly reportingMta: string | null
}

export type Mail = {
  /** As in the header, with angle brackets, at most 998 characters; null when missing. */
  readonly messageId: string | null
  /** Ids of In-Reply-To, then of References newest (last) first; with angle brackets, no repeats, at most 200. */
  readonly references: readonly string[]
  /** Decoded, one line, without control characters; '' when missing. */
  readonly subject: string
  readonly from: MailAddress | null
  readonly replyTo: readonly MailAddress[]
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  /** Date header in UTC milliseconds; null when missing or absurd. */
  readonly sentAt: number | null
  readonly format: BodyFormat
  /** Sanitised; '' for a text mail. Pictures of this mail are `<img src="cid:CONTENT-ID">`, remote ones have lost their src. */
  readonly html: string
  /** The whole body as plain text, links kept. */
  readonly text: string
  readonly attachments: readonly MailPart[]
  /** Null for a mail that is not signed. */
  readonly signature: MailSignature | null
  readonly newPart: NewPart
  /** Headers that tell a machine from a person, names in lower case, values unfolded, at most 2,000 characters each. */
  readonly automaticHeaders: readonly { readonly name: string; readonly value: string }[]
  /** Null for everything that is no report. */
  readonly report: MailReport | null
  /** Hits of the inbox's patterns on the subject. */
  readonly subjectHits: {
    readonly undesired: PatternHit | null
    readonly title: readonly PatternHit[]
  }
  /** Hex sha256 over Message-ID, Date, From, subject, body and attachment hashes: the same mail under another UID. */
  readonly fingerprint: string
  /** What the administrator should know: a pattern that ran out of time, a charset that was guessed. */
  readonly warnings: readonly string[]
}

/** What could be read of a mail whose body cannot: enough for a row in a list. */
export type Envelope = Pick<Mail, 'messageId' | 'subject' | 'from' | 'to' | 'sentAt'>

/** Bytes of a part that is kept or shown, as the ticket stores them. */
export type PartContent = { readonly sha256: string; readonly bytes: Uint8Array }

/** A header field as people read it: name as written, value unfolded and decoded, one line. */
export type MailHeader = { readonly name: string; readonly value: string }

export type ReadFailure = {
  readonly code: 'mail-unreadable' | 'reader-overrun'
  /** One sentence for the administrator. */
  readonly message: string
}

export type ReadReply =
  | {
      readonly ok: true
      readonly mail: Mail
      readonly contents: readonly PartContent[]
      readonly headers?: readonly MailHeader[]
      /** A pattern was stopped: the next mail under the same patterns had better bound each of them too. */
      readonly patternsRanOut: boolean
      readonly ms: number
    }
  | {
      readonly ok: false
      readonly failure: ReadFailure
      readonly envelope: Envelope
      readonly headers?: readonly MailHeader[]
      readonly ms: number
    }

/** The settings that reading needs, and the patterns to try on the subject while a killable thread is at hand. */
export type ReadRules = {
  readonly bodyPartsOrder: readonly string[]
  readonly excludeAttachmentTypes: readonly string[]
  readonly imagesMinimum: { readonly width: number; readonly height: number } | null
  /** Pictures are made to fit; null means never. */
  readonly imagesMaximum: { readonly width: number; readonly height: number } | null
  readonly htmlTagsToRemove: Readonly<Record<string, readonly string[]>>
  readonly introductoryPatterns: readonly string[]
  readonly multilineDelimiterPatterns: readonly string[]
  /** Pattern -> does all that follows go too? */
  readonly delimiterPatterns: Readonly<Record<string, boolean>>
  /** The lines that our notifications ask to reply above; none where the setting is off. */
  readonly replyAboveTexts?: readonly string[]
  /** Does the sender's signature go with what is cut? */
  readonly foldSignatures?: boolean
  readonly undesiredSubjectPatterns: readonly string[]
  readonly titlePatterns: readonly string[]
  /** A title hit whose whole match one of these matches too is a foreign number. */
  readonly titleIgnorePatterns: readonly string[]
}

export type ReadRequest = {
  readonly raw: Uint8Array
  readonly rules: ReadRules
  /**
   * How patterns are kept from running for ever. `each` stops every single one after its time, at the price of a
   * watchdog; `reader` leaves it to whoever can end the whole thread. `each` where it is left out.
   */
  readonly patternBounds?: 'each' | 'reader'
  /** For a person who looks at the mail: its header fields come along, in their order. */
  readonly withHeaders?: boolean
  /** Texts of the conversation that the desk holds already: what a quote has beyond them was typed into it. */
  readonly heldTexts?: readonly string[]
  /** `contents` holds this one attachment, by its place in the list and kept or not, instead of all kept ones. */
  readonly onlyPart?: number
}

/** Whether a pattern may be saved; `message` is one sentence with the reason and a remedy. */
export type PatternCheck = { readonly ok: true } | { readonly ok: false; readonly message: string }

/** Reads mail in killable workers; implemented by `worker-pool.ts`. */
export interface MailReader {
  /** A mail that cannot be read is an answer; it throws only once the reader is being closed. The bytes of `raw` stay with the caller. */
  read(request: ReadRequest): Promise<ReadReply>
  /**
   * One answer for each pattern, in their order, within one budget for all of them; what could not be tried is refused.
   * Throws AppError `conflict` while too many others wait for the same.
   */
  checkPatterns(patterns: readonly string[]): Promise<readonly PatternCheck[]>
  close(): Promise<void>
}
