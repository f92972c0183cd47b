import { type RawBuilder, sql } from 'kysely'
import { cancelWaitingActions } from '../../../outbox/queue-actions.ts'
import type { Tx } from '../../../store/handles.ts'
import { amongRows, type MessageGlance } from './message-glance.ts'

/** Where it goes when it is decided again: by itself, into the ticket it has, or into one that a person named. */
export type Destination =
  | { readonly kind: 'by-itself' | 'own-ticket' }
  | { readonly kind: 'ticket'; readonly id: number }

/**
 * New again, with what was about to happen on the server called off. `passOver` lets the rule that stopped each of them
 * be passed over once; one of which only the headers were fetched is then fetched whole.
 */
export async function backToNew(
  tx: Tx,
  messages: readonly MessageGlance[],
  how: { readonly into: Destination; readonly passOver: boolean },
  now: number,
): Promise<void> {
  const ids = messages.map(message => message.id)
  await cancelWaitingActions(tx, ids, now)
  const refetch = sql<boolean>`(${sql.lit(how.passOver ? 1 : 0)} AND raw_kind = 'headers' AND reason_code = 'too-big')`
  await sql`
    UPDATE message SET
      state = 'new',
      reason_code = '',
      reason = 'A person reset it.',
      attempts = 0,
      fetch_failures = 0,
      fetch_after = 0,
      reading = NULL,
      waits_for_id = NULL,
      into_ticket_id = ${destination(how.into)},
      pass_over = ${how.passOver ? sql`nullif(reason_code, '')` : sql`NULL`},
      presence = CASE presence WHEN 'action-waiting' THEN 'on-server' ELSE presence END,
      raw_kind = CASE WHEN ${refetch} THEN 'none' ELSE raw_kind END,
      raw_sha256 = CASE WHEN ${refetch} THEN NULL ELSE raw_sha256 END
    WHERE id IN ${amongRows(ids)}`.execute(tx)
}

function destination(into: Destination): RawBuilder<number | null> {
  switch (into.kind) {
    case 'by-itself':
      return sql`NULL`
    case 'own-ticket':
      return sql`CASE state WHEN 'processed' THEN (SELECT id FROM ticket WHERE ticket.id = message.ticket_id) END`
    case 'ticket':
      return sql`${into.id}`
  }
}
