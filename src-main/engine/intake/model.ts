import type { AutomaticKind, TraceEntry } from '../../../src-preload/contract/entities/message.ts'
import type { BodyFormat, Mail, MailPart } from '../mail/model.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'

/** Readonly values that travel along the corridor: what a step sees, what it finds, and what is decided at the end. */

/** One mail on its way, with what the server and the store know of it. `messageId` is our row; null in a preview of a file. */
export type Incoming = {
  readonly rowId: number | null
  readonly sizeBytes: number
  readonly receivedAt: number
  /** False when only the headers were fetched because the mail is too big. */
  readonly whole: boolean
  /** A person reset it: it goes into this ticket, whatever it says. */
  readonly intoTicketId: number | null
  /** A person passed over the rule with this code. */
  readonly passOver: RejectCode | UndesiredCode | null
  readonly mail: Mail
  readonly rules: InboxRules
}

export type RejectCode =
  | 'too-big'
  | 'no-sender'
  | 'unknown-caller'
  | 'no-matching-ticket'
  | 'wrong-class'
  | 'bad-defaults'
  | 'mail-unreadable'
  | 'reader-overrun'
  | 'internal'
export type UndesiredCode = 'undesired-subject' | Exclude<AutomaticKind, 'none'>

/** Whether a machine wrote it, and the four things that follow. */
export type AutomaticFinding = {
  readonly kind: AutomaticKind
  /** The header and its value that told. */
  readonly evidence: string | null
  readonly mayCreate: boolean
  readonly mayUpdate: boolean
  readonly mayReopen: boolean
  readonly mayBeAnswered: boolean
}

export type Caller = {
  readonly personId: number
  readonly name: string
  readonly address: string
  readonly organisationId: number | null
}

export type RelatedTicket = {
  readonly ticketId: number
  readonly ref: string
  readonly class: string
  readonly route: 'reset' | 'signed-message-id' | 'reference' | 'title'
  readonly evidence: string
}

export type Findings = {
  readonly automatic: AutomaticFinding | null
  /** Null when no person has the address. */
  readonly caller: Caller | null
  readonly related: RelatedTicket | null
  /** The reference of a deleted ticket that the mail answers. */
  readonly deletedRef: string | null
}

export const nothingFound: Findings = { automatic: null, caller: null, related: null, deletedRef: null }

/** A private entry on a ticket that the mail does not belong to: it tells that a mail of that ticket came back. */
export type TicketNote = { readonly ticketId: number; readonly ticketRef: string; readonly text: string }

/** How the mail ends, said by the step that stops it. */
export type Verdict =
  | { readonly kind: 'create' }
  | { readonly kind: 'update' }
  | { readonly kind: 'reject'; readonly code: RejectCode }
  | { readonly kind: 'undesired'; readonly code: UndesiredCode; readonly note?: TicketNote | null }
  | { readonly kind: 'duplicate'; readonly ofRowId: number; readonly ticketId: number | null }
  | { readonly kind: 'ignore'; readonly code: 'own-mail' }

export type StepResult =
  | {
      readonly outcome: 'passed' | 'found'
      readonly reason: string
      readonly evidence?: string
      readonly findings?: Partial<Findings>
    }
  | { readonly outcome: 'stopped'; readonly reason: string; readonly evidence?: string; readonly verdict: Verdict }

/** One question about a mail. It looks and answers; it never changes anything. */
export type Step = {
  readonly name: string
  /** One sentence for the documentation: what it decides and why it stands where it stands. */
  readonly purpose: string
  run(incoming: Incoming, soFar: Findings, desk: DeskView): Promise<StepResult>
}

/** What a step may ask of the desk: nothing that writes, nothing of how it is stored. */
export interface DeskView {
  findCaller(address: string): Promise<Caller | null>
  ticketById(id: number): Promise<TicketGlance | null>
  ticketByRef(ref: string): Promise<TicketGlance | null>
  deletedRef(ticketId: number): Promise<string | null>
  /** Tickets of mails that were processed, by Message-ID; in the order of `messageIds`. */
  ticketsByMessageIds(messageIds: readonly string[]): Promise<readonly { messageId: string; ticketId: number }[]>
  /** Reads an id that this desk signed; null for anybody else's. */
  readOwnMessageId(messageId: string): { readonly ticketId: number } | null
  /** Processed messages with this Message-ID, other than `exceptRowId`. */
  processedWithMessageId(messageId: string, exceptRowId: number | null): Promise<readonly ProcessedGlance[]>
}

export type TicketGlance = {
  readonly id: number
  readonly ref: string
  readonly class: string
  readonly state: string
  readonly callerId: number | null
}
export type ProcessedGlance = {
  readonly rowId: number
  readonly fingerprint: string | null
  readonly ticketId: number | null
}

/** What would be written, field by field. Making it changes nothing; `commit/` carries it out. */
export type Decision =
  | CreateDecision
  | UpdateDecision
  | { readonly kind: 'reject'; readonly because: string; readonly code: RejectCode }
  | {
      readonly kind: 'undesired'
      readonly because: string
      readonly code: UndesiredCode
      readonly note: TicketNote | null
    }
  | {
      readonly kind: 'duplicate'
      readonly because: string
      readonly ofRowId: number
      readonly ticketId: number | null
    }
  | { readonly kind: 'ignore'; readonly because: string; readonly code: 'own-mail' }

export type NewPerson = {
  readonly firstName: string
  readonly name: string
  readonly address: string
  readonly organisationId: number | null
  readonly fields: Readonly<Record<string, string>>
}

export type CreateDecision = {
  readonly kind: 'create'
  readonly because: string
  readonly class: 'UserRequest' | 'Incident'
  readonly title: string
  readonly description: { readonly format: BodyFormat; readonly html: string; readonly text: string }
  /** Who asks: a known person, or one to be created with the ticket. */
  readonly caller:
    | { readonly kind: 'known'; readonly person: Caller }
    | { readonly kind: 'new'; readonly person: NewPerson }
  readonly organisationId: number | null
  readonly origin: string
  readonly fields: Readonly<Record<string, string>>
  readonly attachments: readonly MailPart[]
  readonly contactIds: readonly number[]
  /** A private entry for the agents, such as the reference of a deleted ticket; null for none. */
  readonly note: string | null
}

export type UpdateDecision = {
  readonly kind: 'update'
  readonly because: string
  readonly ticketId: number
  readonly ticketRef: string
  readonly log: 'public_log' | 'private_log'
  readonly author: { readonly personId: number | null; readonly name: string; readonly address: string }
  readonly entry: {
    readonly format: BodyFormat
    readonly html: string
    readonly text: string
    readonly cutText: string
    readonly cutRule: string | null
  }
  readonly attachments: readonly MailPart[]
  readonly contactIds: readonly number[]
  readonly stimulus: string | null
  /** Why the inbox's stimulus for this state is not sent; null when it is, or there is none. */
  readonly stimulusWithheld: string | null
}

/** A decision with the story of how it was reached. */
export type Decided = {
  readonly decision: Decision
  readonly findings: Findings
  readonly trace: readonly TraceEntry[]
}
