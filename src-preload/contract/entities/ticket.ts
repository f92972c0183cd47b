import { z } from 'zod'
import { Id, Instant } from './ids.ts'
import { TicketClass } from './inbox.ts'

export const TicketRow = z.object({
  id: Id,
  ref: z.string(),
  class: TicketClass,
  title: z.string(),
  state: z.string(),
  callerName: z.string(),
  callerAddress: z.string(),
  organisationName: z.string(),
  priority: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  entryCount: z.int(),
})
export type TicketRow = z.infer<typeof TicketRow>

export const AttachmentView = z.object({
  id: Id,
  name: z.string(),
  type: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  contentId: z.string().nullable(),
  /** Shown in place by the description or an entry, listed or not. */
  inline: z.boolean(),
  /** Listed; otherwise `why` says why not. Of a kept one, `why` says what was done to it, such as resizing. */
  kept: z.boolean(),
  why: z.string().nullable(),
  entryId: Id.nullable(),
  messageId: Id.nullable(),
})
export type AttachmentView = z.infer<typeof AttachmentView>

export const EntryView = z.object({
  id: Id,
  log: z.enum(['public_log', 'private_log']),
  authorName: z.string(),
  authorAddress: z.string(),
  format: z.enum(['html', 'text', 'none']),
  /** Sanitised; pictures are `<img data-attachment="ID">`. */
  html: z.string(),
  text: z.string(),
  /** What was left out of the mail, and the rule that cut it. */
  cutText: z.string(),
  cutRule: z.string().nullable(),
  /** The cut part was put back: `html` and `text` hold the whole mail. */
  putBack: z.boolean(),
  sentAt: Instant.nullable(),
  processedAt: Instant,
  messageId: Id.nullable(),
})
export type EntryView = z.infer<typeof EntryView>

export const TicketMail = z.object({
  id: Id,
  messageId: z.string().nullable(),
  subject: z.string(),
  fromAddress: z.string(),
  receivedAt: Instant,
  outcome: z.string(),
})

export const ChangeView = z.object({
  at: Instant,
  origin: z.string(),
  who: z.string(),
  attribute: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

export const TicketDetail = TicketRow.extend({
  description: z.string(),
  descriptionFormat: z.enum(['html', 'text', 'none']),
  descriptionText: z.string(),
  origin: z.string(),
  /** Every other field of the class by its code. */
  fields: z.record(z.string(), z.string()),
  closedAt: Instant.nullable(),
  /** The mail date of the description; null when nobody wrote it by mail. */
  sentAt: Instant.nullable(),
  /** Every field of the class in the order of its form: code, label, and the value as people read it. */
  shownFields: z.array(
    z.object({ code: z.string(), label: z.string(), value: z.string(), shown: z.string(), readOnly: z.boolean() }),
  ),
  callerId: Id.nullable(),
  organisationId: Id.nullable(),
  stimuli: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      target: z.string(),
      /** Fields that have to be given on the way: empty now, or to be changed. */
      asks: z.array(z.string()),
    }),
  ),
  entries: z.array(EntryView),
  attachments: z.array(AttachmentView),
  contacts: z.array(z.object({ personId: Id, name: z.string(), address: z.string() })),
  mails: z.array(TicketMail),
  messageIds: z.array(z.string()),
  /** Pixels; pictures in place are shown at most this wide. 0 means as wide as the text. */
  inlineImageMaxWidth: z.int(),
  history: z.array(ChangeView),
})
export type TicketDetail = z.infer<typeof TicketDetail>
