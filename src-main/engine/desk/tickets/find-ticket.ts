import type { Reads } from '../../store/handles.ts'
import type { TicketClass } from '../classes/class-definition.ts'
import { classDefinition } from '../classes/ticket-classes.ts'

/** A ticket without its texts, as intake and the life cycle need it. */
export type TicketRecord = {
  readonly id: number
  readonly ref: string
  readonly class: TicketClass
  readonly title: string
  readonly state: string
  readonly callerId: number | null
  readonly organisationId: number | null
  readonly origin: string
  readonly priority: string
  /** Every field without a column of its own, by code. */
  readonly fields: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly updatedAt: number
  readonly closedAt: number | null
  readonly revision: number
}

const COLUMNS = [
  'id',
  'ref',
  'class',
  'title',
  'state',
  'caller_id',
  'organisation_id',
  'origin',
  'priority',
  'fields',
  'created_at',
  'updated_at',
  'closed_at',
  'revision',
] as const

export async function ticketById(reads: Reads, id: number): Promise<TicketRecord | null> {
  const row = await selectTickets(reads).where('id', '=', id).executeTakeFirst()
  return row ? toTicketRecord(row) : null
}

/** References are written in capitals; what people type is not. */
export async function ticketByRef(reads: Reads, ref: string): Promise<TicketRecord | null> {
  const row = await selectTickets(reads).where('ref', '=', ref.trim().toUpperCase()).executeTakeFirst()
  return row ? toTicketRecord(row) : null
}

export type DeletedTicket = {
  readonly id: number
  readonly ref: string
  readonly title: string
  readonly deletedAt: number
}

/** A ticket that once had this reference: a mail that names it answers nothing any more. */
export async function deletedTicketByRef(reads: Reads, ref: string): Promise<DeletedTicket | null> {
  const row = await selectDeleted(reads).where('ref', '=', ref.trim().toUpperCase()).executeTakeFirst()
  return row ?? null
}

export async function deletedTicketById(reads: Reads, id: number): Promise<DeletedTicket | null> {
  const row = await selectDeleted(reads).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export function isOpen(ticket: Pick<TicketRecord, 'class' | 'state'>): boolean {
  return !classDefinition(ticket.class).closedStates.includes(ticket.state)
}

function selectDeleted(reads: Reads) {
  return reads.selectFrom('deleted_ticket').select(['id', 'ref', 'title', 'deleted_at as deletedAt'])
}

function selectTickets(reads: Reads) {
  return reads.selectFrom('ticket').select(COLUMNS)
}

type TicketRowOfStore = Awaited<ReturnType<ReturnType<typeof selectTickets>['executeTakeFirstOrThrow']>>

function toTicketRecord(row: TicketRowOfStore): TicketRecord {
  return {
    id: row.id,
    ref: row.ref,
    class: row.class as TicketClass,
    title: row.title,
    state: row.state,
    callerId: row.caller_id,
    organisationId: row.organisation_id,
    origin: row.origin,
    priority: row.priority,
    fields: JSON.parse(row.fields) as Record<string, string>,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
    revision: row.revision,
  }
}
