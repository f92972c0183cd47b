import { z } from 'zod'
import { Id, Instant } from './ids.ts'
import { AutomaticView, DecisionKind, Explanation, MessageState } from './message.ts'

export const MessageFilter = z.object({
  inboxId: Id.optional(),
  states: z.array(MessageState).optional(),
  /** Reason codes, as in `messages.causes`. */
  causes: z.array(z.string().max(100)).max(100).optional(),
  /** In sender's name, address, subject, reference of the ticket and reason; case and accents do not count. */
  search: z.string().max(500).optional(),
  receivedSince: Instant.optional(),
  receivedBefore: Instant.optional(),
  ticketId: Id.optional(),
  withGone: z.boolean().default(false),
})
export type MessageFilter = z.output<typeof MessageFilter>

export const MessageSort = z.object({
  by: z.enum(['received', 'from', 'subject', 'size', 'state', 'ticket']).default('received'),
  descending: z.boolean().default(true),
})
export type MessageSort = z.output<typeof MessageSort>

/** What can be done to messages of a list. */
export const MessageAction = z.enum(['reset', 'ignore', 'delete', 'move', 'process', 'process-anyway'])
export type MessageAction = z.infer<typeof MessageAction>

/** What an action would do, for the sentence before it is confirmed. Nothing is changed. */
export const Consequences = z.object({
  /** Rows that would change. */
  changes: z.int(),
  /** Rows that would not, by reason. */
  refused: z.array(z.object({ reason: z.string(), count: z.int() })),
  /** Of the rows that would change: have a ticket, and the first few of those tickets. */
  withTicket: z.int(),
  ticketRefs: z.array(z.string()).max(5),
  /** Of the rows that would change: lie on the server now. */
  onServer: z.int(),
  /** Of the rows that would change: have never been fetched. */
  notFetched: z.int(),
  byState: z.partialRecord(MessageState, z.int()),
})
export type Consequences = z.infer<typeof Consequences>

/** What helps against a cause. */
export const Remedy = z.enum(['add-people', 'retry', 'process-anyway', 'check-inbox', 'look'])
export type Remedy = z.infer<typeof Remedy>

/** Messages that wait for a person, grouped by why. */
export const Cause = z.object({
  /** The reason code, for `MessageFilter.causes`. */
  code: z.string(),
  state: MessageState,
  count: z.int(),
  /** A reason in words: the newest message's. */
  reason: z.string(),
  remedy: Remedy,
  oldestAt: Instant,
  newestAt: Instant,
  inboxIds: z.array(Id),
  /** The most frequent senders, at most five; how many there are in all. */
  senders: z.array(z.object({ name: z.string(), address: z.string(), count: z.int() })).max(5),
  senderCount: z.int(),
})
export type Cause = z.infer<typeof Cause>

/** A sender of the chosen messages who is no person yet, with what the desk would call him. */
export const UnknownSender = z.object({
  address: z.string(),
  displayName: z.string(),
  firstName: z.string(),
  name: z.string(),
  organisationId: Id.nullable(),
  count: z.int(),
})
export type UnknownSender = z.infer<typeof UnknownSender>

const BodyFormat = z.enum(['html', 'text', 'none'])

/** A part of a mail as the message page shows it; `part` names it for `messages.part`. */
export const MessagePart = z.object({
  part: z.int(),
  name: z.string(),
  type: z.string(),
  sizeBytes: z.int(),
  inline: z.boolean(),
  kept: z.boolean(),
  why: z.string().nullable(),
})
export type MessagePart = z.infer<typeof MessagePart>

/** Whether a signed mail is as its signer sent it. */
export const SignatureView = z.object({
  kind: z.enum(['smime', 'pgp']),
  state: z.enum(['valid', 'invalid', 'unverifiable']),
  signer: z.object({ name: z.string(), address: z.string() }).nullable(),
  addressMatchesFrom: z.boolean().nullable(),
  /** In one sentence. */
  why: z.string(),
})
export type SignatureView = z.infer<typeof SignatureView>

/** A mail to be looked at: read anew from the raw mail, never with anything that could run or load. */
export const MessageBody = z.object({
  format: BodyFormat,
  /** Sanitised; pictures of the mail are `<img data-part="N">`. */
  html: z.string(),
  text: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  parts: z.array(MessagePart),
  newPart: z.object({
    format: BodyFormat,
    html: z.string(),
    text: z.string(),
    cutText: z.string(),
    rule: z.string().nullable(),
  }),
  /** Null when the mail is not signed. */
  signature: SignatureView.nullable(),
  /** Null when nothing could be read of it. */
  automatic: AutomaticView.nullable(),
  /** What was guessed or left out in reading, a sentence each. */
  warnings: z.array(z.string()),
  /** Why there is less than the whole; null when all is there. */
  incomplete: z.string().nullable(),
})
export type MessageBody = z.infer<typeof MessageBody>

/** What would be written, field by field, under today's settings; nothing is changed. */
export const MessagePreview = Explanation.extend({
  kind: DecisionKind.nullable(),
  /** Of the ticket that would be updated, or that the message has already. */
  ticketId: Id.nullable(),
  ticketRef: z.string().nullable(),
  caller: z.object({ name: z.string(), address: z.string(), isNew: z.boolean() }).nullable(),
  fields: z.array(z.object({ code: z.string(), label: z.string(), value: z.string() })),
  contacts: z.array(z.string()),
  /** `public_log` or `private_log`, when an entry would be written. */
  log: z.enum(['public_log', 'private_log']).nullable(),
  stimulus: z.string().nullable(),
  /** What would happen to the mail on the server. */
  onServer: z.enum(['keep', 'delete', 'move']),
  targetFolder: z.string().nullable(),
})
export type MessagePreview = z.infer<typeof MessagePreview>
