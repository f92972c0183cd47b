import { sql } from 'kysely'
import type { TicketDetail } from '../../../../src-preload/contract/entities/ticket.ts'
import type { Reads } from '../../store/handles.ts'
import type { TicketClassDefinition } from '../classes/class-definition.ts'
import { fieldOf } from '../classes/ticket-classes.ts'
import { keyNames, type Names } from './shown-fields.ts'

/** What happened to a ticket: its mails and its changes. */

/** The date of the mail that opened the ticket: its oldest, if a mail opened it. */
export async function sentAtOf(reads: Reads, ticketId: number): Promise<number | null> {
  const opened = await reads
    .selectFrom('change_operation')
    .innerJoin('change', 'change.id', 'change_operation.change_id')
    .select('origin')
    .where('object_type', '=', 'ticket')
    .where('object_id', '=', ticketId)
    .where('attribute', '=', 'created')
    .executeTakeFirst()
  if (opened?.origin !== 'email-processing') return null
  const mail = await reads
    .selectFrom('message')
    .select('sent_at')
    .where('ticket_id', '=', ticketId)
    // A message that was reset and taken into its ticket again counts as an update since.
    .orderBy(sql`json_extract(decision, '$.kind') = 'create'`, 'desc')
    .orderBy('received_at')
    .orderBy('id')
    .executeTakeFirst()
  return mail?.sent_at ?? null
}

export async function mailsOf(reads: Reads, ticketId: number): Promise<TicketDetail['mails']> {
  const rows = await reads
    .selectFrom('message')
    .select(['id', 'message_id', 'subject', 'from_address', 'received_at', 'state'])
    .select(sql<string | null>`json_extract(decision, '$.kind')`.as('kind'))
    .where('ticket_id', '=', ticketId)
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: String(row.id),
    messageId: row.message_id,
    subject: row.subject,
    fromAddress: row.from_address,
    receivedAt: row.received_at,
    outcome: row.kind ?? row.state,
  }))
}

export async function messageIdsOf(reads: Reads, ticketId: number): Promise<string[]> {
  const rows = await reads
    .selectFrom('message_reference')
    .select('message_id')
    .where('ticket_id', '=', ticketId)
    .orderBy('created_at')
    .execute()
  return rows.map(row => row.message_id)
}

/** The latest change first. Keys are shown by their names: an id says nothing to a reader. */
export async function historyOf(
  reads: Reads,
  definition: TicketClassDefinition,
  ticketId: number,
): Promise<TicketDetail['history']> {
  const rows = await reads
    .selectFrom('change_operation')
    .innerJoin('change', 'change.id', 'change_operation.change_id')
    .select(['at', 'origin', 'who', 'attribute', 'before', 'after'])
    .where('object_type', '=', 'ticket')
    .where('object_id', '=', ticketId)
    .orderBy('change_operation.id', 'desc')
    .limit(1000)
    .execute()
  const targetOf = (attribute: string) => fieldOf(definition, attribute)?.target
  const names = await keyNames(
    reads,
    rows.flatMap(({ attribute, before, after }) => {
      const target = targetOf(attribute)
      return target ? [before, after].map(id => ({ target, id: id ?? '' })) : []
    }),
  )
  return rows.map(row => ({ ...row, ...named(row, targetOf(row.attribute), names) }))
}

type Values = { readonly before: string | null; readonly after: string | null }

function named({ before, after }: Values, target: keyof Names | undefined, names: Names): Values {
  const name = (id: string | null) => (id === null || !target ? id : (names[target].get(id) ?? id))
  return { before: name(before), after: name(after) }
}
