import { z } from 'zod'
import { command, query } from '../define.ts'
import { Id, Nothing } from '../entities/ids.ts'
import { TicketClass } from '../entities/inbox.ts'
import { TicketDetail, TicketRow } from '../entities/ticket.ts'
import { FieldDefinition, TicketCounts, TicketFilter, TicketSort, TicketViewRow } from '../entities/ticket-views.ts'
import { FirstRows, ViewNews, ViewOpened, ViewRange } from '../entities/view.ts'

const Page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) }

const TicketRows = { rows: z.array(TicketViewRow.nullable()) }

export const ticketProcedures = {
  /** One page, the latest updated first; for scripts. Screens use views. */
  'tickets.list': query(
    z.object({ search: z.string().max(500).optional(), states: z.array(z.string()).optional(), ...Page }),
    z.object({ total: z.int(), rows: z.array(TicketRow) }),
  ),
  'tickets.openView': query(
    z.object({ filter: TicketFilter.prefault({}), sort: TicketSort.prefault({}), ...FirstRows }),
    ViewOpened.extend(TicketRows),
  ),
  /** Rows as they are now, in the order of the view; null for a ticket that was deleted. */
  'tickets.rows': query(z.object(ViewRange), z.object(TicketRows)),
  'tickets.viewNews': query(z.object({ viewId: Id }), ViewNews),
  'tickets.closeView': query(z.object({ viewId: Id }), Nothing),
  'tickets.counts': query(Nothing, TicketCounts),
  'tickets.get': query(z.object({ id: Id.optional(), ref: z.string().optional() }), TicketDetail),
  /** The fields of a class, in the order of its form. */
  'tickets.fields': query(z.object({ class: TicketClass }), z.array(FieldDefinition)),
  /** Changes fields by code, as in default values; refused as a whole when one is wrong. */
  'tickets.edit': command(
    z.object({ id: Id, fields: z.record(z.string().max(100), z.string().max(1_000_000)) }),
    Nothing,
  ),
  'tickets.applyStimulus': command(
    z.object({ id: Id, stimulus: z.string(), fields: z.record(z.string(), z.string()).default({}) }),
    Nothing,
  ),
  'tickets.addEntry': command(
    z.object({ id: Id, log: z.enum(['public_log', 'private_log']), text: z.string().trim().min(1).max(1_000_000) }),
    Nothing,
  ),
  /** Shows the mail of an entry with the part that was cut from it; nothing happens when it is so already. */
  'tickets.putBack': command(z.object({ id: Id, entryId: Id }), Nothing),
  /** The way back from `tickets.putBack`. */
  'tickets.foldAgain': command(z.object({ id: Id, entryId: Id }), Nothing),
  'tickets.delete': command(z.object({ id: Id }), Nothing),
  'attachments.read': query(z.object({ id: Id }), z.object({ name: z.string(), type: z.string(), base64: z.string() })),
  /** Lists a part of a mail that a rule left out, as it came; read again from the raw mail where it is not stored. */
  'attachments.keep': command(z.object({ id: Id }), Nothing),
  'classes.list': query(Nothing, z.array(z.object({ class: TicketClass, label: z.string() }))),
} as const
