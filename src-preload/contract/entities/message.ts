import { z } from 'zod'
import { Id, Instant } from './ids.ts'

export const MessageState = z.enum(['new', 'processed', 'error', 'undesired', 'ignored', 'held'])
export type MessageState = z.infer<typeof MessageState>

export const Presence = z.enum(['on-server', 'action-waiting', 'gone'])

export const TraceEntry = z.object({
  step: z.string(),
  outcome: z.enum(['passed', 'found', 'stopped', 'failed']),
  reason: z.string(),
  evidence: z.string().optional(),
  ms: z.number(),
})
export type TraceEntry = z.infer<typeof TraceEntry>

export const DecisionKind = z.enum(['create', 'update', 'reject', 'undesired', 'duplicate', 'hold', 'ignore'])
export type DecisionKind = z.infer<typeof DecisionKind>

export const AutomaticKind = z.enum(['none', 'auto-reply', 'bounce', 'feedback-report', 'mailing-list', 'bulk'])
export type AutomaticKind = z.infer<typeof AutomaticKind>

export const MessageRow = z.object({
  id: Id,
  inboxId: Id.nullable(),
  state: MessageState,
  /** Why it is in this state, in one sentence. */
  reason: z.string(),
  presence: Presence,
  receivedAt: Instant,
  sentAt: Instant.nullable(),
  fromName: z.string(),
  fromAddress: z.string(),
  subject: z.string(),
  sizeBytes: z.int(),
  messageId: z.string().nullable(),
  ticketId: Id.nullable(),
  ticketRef: z.string().nullable(),
})
export type MessageRow = z.infer<typeof MessageRow>

export const MessageDetail = MessageRow.extend({
  uid: z.string(),
  processedAt: Instant.nullable(),
  decisionKind: DecisionKind.nullable(),
  trace: z.array(TraceEntry),
  /** Is the raw mail in the store, only its headers, or nothing yet? */
  raw: z.enum(['whole', 'headers', 'none']),
})
export type MessageDetail = z.infer<typeof MessageDetail>

const ExplainedAddress = z.object({ name: z.string(), address: z.string() })
const ExplainedPart = z.object({
  /** As the mail spells it; '' where the mail names none. */
  name: z.string(),
  type: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  disposition: z.string().nullable(),
  contentId: z.string().nullable(),
  kept: z.boolean(),
  why: z.string().nullable(),
})

/** What tells that a machine wrote a mail; of a delivery report also whom it could not reach. */
export const AutomaticView = z.object({
  kind: AutomaticKind,
  evidence: z.string().nullable(),
  /** `status` is an enhanced status code (RFC 3463) such as 5.1.1; `hard`: trying again is of no use. */
  recipients: z.array(z.object({ address: z.string(), status: z.string().nullable(), hard: z.boolean() })),
})
export type AutomaticView = z.infer<typeof AutomaticView>

/** One line of `explain`: what would happen to a mail, and why; nothing is changed. */
export const Explanation = z.object({
  file: z.string(),
  ok: z.boolean(),
  error: z.string().nullable(),
  mail: z
    .object({
      messageId: z.string().nullable(),
      subject: z.string(),
      from: ExplainedAddress.nullable(),
      to: z.array(ExplainedAddress),
      cc: z.array(ExplainedAddress),
      date: z.string().nullable(),
      format: z.enum(['html', 'text', 'none']),
      text: z.string(),
      attachments: z.array(ExplainedPart),
    })
    .nullable(),
  automatic: AutomaticView.nullable(),
  newPart: z
    .object({
      format: z.enum(['html', 'text', 'none']),
      text: z.string(),
      cutText: z.string(),
      rule: z.string().nullable(),
    })
    .nullable(),
  decision: z.object({ kind: DecisionKind, because: z.string() }).nullable(),
  trace: z.array(TraceEntry),
  ms: z.number(),
})
export type Explanation = z.infer<typeof Explanation>
