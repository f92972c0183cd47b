import type { Reads, Tx } from '../../store/handles.ts'

/** Mails of this ticket by their Message-IDs, for ever: an answer may come years later. */
export async function rememberReferences(
  tx: Tx,
  ticketId: number,
  messageIds: readonly string[],
  now: number,
): Promise<void> {
  const rows = [...new Set(messageIds)].map(id => ({ message_id: id, ticket_id: ticketId, created_at: now }))
  if (rows.length === 0) return
  await tx
    .insertInto('message_reference')
    .values(rows)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

export type KnownReference = { readonly messageId: string; readonly ticketId: number }

/** Which of these ids (at most 300) we know, in the order asked. A ticket may have been deleted since. */
export async function ticketsByMessageIds(
  reads: Reads,
  messageIds: readonly string[],
): Promise<readonly KnownReference[]> {
  if (messageIds.length === 0) return []
  const rows = await reads
    .selectFrom('message_reference')
    .select(['message_id', 'ticket_id'])
    .where('message_id', 'in', messageIds)
    .orderBy('ticket_id')
    .execute()
  const byMessage = Map.groupBy(rows, row => row.message_id)
  return [...new Set(messageIds)].flatMap(messageId =>
    (byMessage.get(messageId) ?? []).map(row => ({ messageId, ticketId: row.ticket_id })),
  )
}
