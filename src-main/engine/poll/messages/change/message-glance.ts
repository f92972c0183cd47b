import { sql } from 'kysely'
import { waitingActions } from '../../../outbox/queue-actions.ts'
import type { Tx } from '../../../store/handles.ts'
import type { DeskSchema } from '../../../store/schema.ts'

type Message = DeskSchema['message']

/** What a person's action on a message looks at and may change: all of it is put back by an undo. */
export type MessageGlance = {
  readonly id: number
  readonly inboxId: number | null
  readonly folderId: number
  readonly receivedAt: number
  readonly state: Message['state']
  readonly reasonCode: string
  readonly reason: string
  readonly presence: Message['presence']
  readonly rawKind: Message['raw_kind']
  readonly attempts: number
  readonly ticketId: number | null
  /** The same, unless the ticket was deleted. */
  readonly liveTicketId: number | null
  readonly intoTicketId: number | null
  readonly passOver: string | null
  readonly processedAt: number | null
  /** Nothing may be done in its mailbox, by hand either. */
  readonly readOnly: boolean
  /** The server action that waits for it. */
  readonly actionId: number | null
}

/** Those of the messages that are there, by row number. */
export async function glanceAtMessages(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, MessageGlance>> {
  const rows = await tx
    .selectFrom('message')
    .leftJoin('ticket', 'ticket.id', 'message.ticket_id')
    .leftJoin('inbox', 'inbox.id', 'message.inbox_id')
    .select(['message.id', 'inbox_id as inboxId', 'message.folder_id as folderId', 'received_at as receivedAt'])
    .select(['message.state', 'reason_code as reasonCode', 'reason', 'presence', 'raw_kind as rawKind', 'attempts'])
    .select(['ticket_id as ticketId', 'ticket.id as liveTicketId', 'into_ticket_id as intoTicketId'])
    .select(['pass_over as passOver', 'processed_at as processedAt'])
    .select(sql<number | null>`inbox.config ->> 'readonly'`.as('readOnly'))
    .where('message.id', 'in', amongRows(ids))
    .execute()
  const actions = await waitingActions(tx, ids)
  return new Map(
    rows.map(row => [row.id, { ...row, readOnly: row.readOnly === 1, actionId: actions.get(row.id) ?? null }]),
  )
}

/** One parameter, however many there are: the statement stays the same and is prepared once. */
export function amongRows(ids: readonly number[]) {
  return sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
}
