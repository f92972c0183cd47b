import { z } from 'zod'
import { Id, Instant } from './ids.ts'
import { TicketClass } from './inbox.ts'
import { TicketRow } from './ticket.ts'
import { Hit } from './view.ts'

export const TicketFilter = z.object({
  /** Full text: titles, descriptions, logs, people, names of attachments, references. */
  search: z.string().max(500).optional(),
  states: z.array(z.string().max(50)).max(50).optional(),
  classes: z.array(TicketClass).max(10).optional(),
  callerId: Id.optional(),
  organisationId: Id.optional(),
  agentId: Id.optional(),
  updatedSince: Instant.optional(),
  createdSince: Instant.optional(),
})
export type TicketFilter = z.output<typeof TicketFilter>

export const TicketSort = z.object({
  by: z
    .enum(['updated', 'created', 'ref', 'title', 'state', 'priority', 'caller', 'organisation', 'relevance'])
    .default('updated'),
  descending: z.boolean().default(true),
})
export type TicketSort = z.output<typeof TicketSort>

/** A row of a ticket view; `hits` are there when the view searches. */
export const TicketViewRow = TicketRow.extend({ hits: z.array(Hit) })
export type TicketViewRow = z.infer<typeof TicketViewRow>

/** Tickets by state, over all classes, for the filter. */
export const TicketCounts = z.object({
  total: z.int(),
  states: z.array(z.object({ code: z.string(), label: z.string(), closed: z.boolean(), count: z.int() })),
  classes: z.array(z.object({ class: TicketClass, label: z.string(), count: z.int() })),
})
export type TicketCounts = z.infer<typeof TicketCounts>

/** A field of a ticket class as a form shows it. */
export const FieldDefinition = z.object({
  code: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'html', 'enum', 'organisation', 'person']),
  mandatory: z.boolean(),
  readOnly: z.boolean(),
  values: z.array(z.object({ code: z.string(), label: z.string() })),
  maxLength: z.int().nullable(),
})
export type FieldDefinition = z.infer<typeof FieldDefinition>
