import { z } from 'zod'
import { command, query } from './define.ts'
import { Id, Instant, Nothing } from './entities/ids.ts'
import { ConnectionReport, InboxConfig, InboxDetail, InboxSummary, PollResult, TicketClass } from './entities/inbox.ts'
import { Explanation, MessageDetail, MessageRow, MessageState } from './entities/message.ts'
import { CheckReport, ServerActionView } from './entities/operations.ts'
import { Organisation, Person } from './entities/person.ts'
import { TicketDetail, TicketRow } from './entities/ticket.ts'
import { Settings } from './settings/settings.ts'

const Ids = z.object({ ids: z.array(Id).min(1).max(10_000) })
/** How many of the asked messages changed, and why the others did not. */
const Outcome = z.object({ changed: z.int(), refused: z.array(z.object({ id: Id, reason: z.string() })) })
const Page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) }

/** Everything Postdesk can be asked to do, by any screen, command line or test. */
export const procedures = {
  'host.status': query(
    Nothing,
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'service', 'command-line']),
      dataDir: z.string(),
      polling: z.boolean(),
      sampleOffered: z.boolean(),
    }),
  ),

  'inboxes.list': query(Nothing, z.array(InboxSummary)),
  'inboxes.get': query(z.object({ id: Id }), InboxDetail),
  /** Without id a new inbox. `password` is write-only: left out, the stored one stays. */
  'inboxes.save': command(
    z.object({ id: Id.optional(), config: InboxConfig, password: z.string().max(4096).optional() }),
    z.object({ id: Id }),
  ),
  'inboxes.remove': command(z.object({ id: Id }), Nothing),
  'inboxes.test': query(z.object({ id: Id }), ConnectionReport),
  /** One pass over all active inboxes, or over one, active or not. */
  'inboxes.poll': command(
    z.object({ id: Id.optional(), actAtOnce: z.boolean().default(false) }),
    z.object({ inboxes: z.array(PollResult) }),
  ),
  /** Adds the sample mailbox and processes nothing yet. */
  'inboxes.addSample': command(Nothing, z.object({ id: Id })),

  'messages.list': query(
    z.object({
      inboxId: Id.optional(),
      states: z.array(MessageState).optional(),
      withGone: z.boolean().default(false),
      ...Page,
    }),
    z.object({ total: z.int(), rows: z.array(MessageRow) }),
  ),
  'messages.get': query(z.object({ id: Id }), MessageDetail),
  /** The raw mail, base64. */
  'messages.raw': query(z.object({ id: Id }), z.object({ base64: z.string() })),
  'messages.preview': query(z.object({ id: Id }), Explanation),
  /** Back to new. A processed message is taken again into the ticket it already has. */
  'messages.reset': command(Ids, Outcome),
  'messages.ignore': command(Ids, Outcome),
  /** Queues the removal from the server; the stored mail stays. */
  'messages.delete': command(Ids, Outcome),
  /** Decides these messages now, from the store; `anyway` passes over the rule that stopped them. */
  'messages.process': command(Ids.extend({ anyway: z.boolean().default(false) }), Outcome),

  'mails.explain': query(
    z.object({
      file: z.string(),
      base64: z.string(),
      inboxId: Id.optional(),
      config: InboxConfig.optional(),
    }),
    Explanation,
  ),

  'tickets.list': query(
    z.object({ search: z.string().max(500).optional(), states: z.array(z.string()).optional(), ...Page }),
    z.object({ total: z.int(), rows: z.array(TicketRow) }),
  ),
  'tickets.get': query(z.object({ id: Id.optional(), ref: z.string().optional() }), TicketDetail),
  'tickets.applyStimulus': command(
    z.object({ id: Id, stimulus: z.string(), fields: z.record(z.string(), z.string()).default({}) }),
    Nothing,
  ),
  'tickets.addEntry': command(
    z.object({ id: Id, log: z.enum(['public_log', 'private_log']), text: z.string().trim().min(1).max(1_000_000) }),
    Nothing,
  ),
  'tickets.delete': command(z.object({ id: Id }), Nothing),
  'attachments.read': query(z.object({ id: Id }), z.object({ name: z.string(), type: z.string(), base64: z.string() })),

  'persons.list': query(
    z.object({ search: z.string().max(500).optional(), ...Page }),
    z.object({ total: z.int(), rows: z.array(Person) }),
  ),
  'persons.save': command(
    z.object({
      id: Id.optional(),
      firstName: z.string().max(255).default(''),
      name: z.string().trim().min(1).max(255),
      active: z.boolean().default(true),
      organisationId: Id.nullable().default(null),
      addresses: z
        .array(z.string().regex(/^[^\s@<>",;]+@[^\s@<>",;]+$/, 'Write one e-mail address'))
        .min(1)
        .max(50),
    }),
    z.object({ id: Id }),
  ),
  'organisations.list': query(Nothing, z.array(Organisation)),
  'organisations.save': command(
    z.object({
      id: Id.optional(),
      name: z.string().trim().min(1).max(255),
      domains: z.array(z.string().max(255)).max(100).default([]),
    }),
    z.object({ id: Id }),
  ),

  'actions.list': query(z.object({ ...Page }), z.array(ServerActionView)),
  'actions.cancel': command(z.object({ id: Id }), Nothing),

  'settings.get': query(Nothing, Settings),
  'settings.save': command(z.object({ values: Settings.partial() }), Nothing),

  'changes.clean': command(
    z.object({
      limit: z.int().min(0),
      /** Counts first: at least N, -1 counts exactly. */
      count: z.int().min(-1).default(0),
      olderThanMs: z.int().min(0).default(3_600_000),
    }),
    z.object({
      counted: z.int().nullable(),
      atLeast: z.boolean(),
      removed: z.int(),
      queries: z.array(z.object({ name: z.string(), ms: z.number() })),
    }),
  ),
  'store.check': query(Nothing, CheckReport),
  'store.backup': query(z.object({ file: z.string().min(1) }), z.object({ sizeBytes: z.int(), at: Instant })),
  'store.export': query(z.object({ dir: z.string().min(1) }), z.object({ tickets: z.int(), messages: z.int() })),
  'classes.list': query(Nothing, z.array(z.object({ class: TicketClass, label: z.string() }))),
} as const

export type Procedures = typeof procedures
export type ProcedureName = keyof Procedures
/** What a caller passes (defaults may be left out). */
export type InputOf<N extends ProcedureName> = z.input<Procedures[N]['input']>
/** What a handler gets, and gives. */
export type ParsedInputOf<N extends ProcedureName> = z.output<Procedures[N]['input']>
export type OutputOf<N extends ProcedureName> = z.output<Procedures[N]['output']>
