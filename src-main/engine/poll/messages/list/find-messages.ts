import { type RawBuilder, sql } from 'kysely'
import { MessageState } from '../../../../../src-preload/contract/entities/message.ts'
import type { MessageSort } from '../../../../../src-preload/contract/entities/message-views.ts'
import type { Snapshot } from '../../../store/snapshots.ts'
import { orderByKey, orderLike } from '../../../store/views/order-rows.ts'
import { inSlices, type ListIndex } from '../../../store/views/slices.ts'
import { type MessageQuestion, messageConditions } from './message-conditions.ts'

export const MESSAGE_LIST: ListIndex = { table: 'message', index: 'message_listed', column: 'received_at' }
/** The same with the texts: five times as long to run through. */
const SEARCHED_LIST: ListIndex = { ...MESSAGE_LIST, index: 'message_searched' }

/** Row numbers of the messages asked for, in the order asked; among equals the newest first. */
export async function findMessages(
  snapshot: Snapshot,
  question: MessageQuestion,
  sort: MessageSort,
  goneSince: number,
): Promise<Uint32Array> {
  const { by, descending } = sort
  const matching = messageConditions(question, goneSince)
  switch (by) {
    case 'received': {
      const { ids } = await read(snapshot, question, matching, null)
      return descending ? ids : ids.reverse()
    }
    case 'state':
    case 'size': {
      const { ids, keys } = await read(snapshot, question, matching, by === 'state' ? stateRank : size)
      return orderByKey(ids, keys, descending)
    }
    case 'from':
    case 'subject':
    case 'ticket': {
      const { ids } = await read(snapshot, question, matching, null)
      return orderLike(ids, snapshot.numbers(orders[by](descending)))
    }
  }
}

const size = sql<number>`message.size_bytes`
/** In the order of the contract. */
const stateRank = sql<number>`CASE message.state ${sql.join(
  MessageState.options.map((state, rank) => sql`WHEN ${state} THEN ${sql.lit(rank)}`),
  sql` `,
)} END`

/** Every message that has one, by an index that holds nothing else. */
const orders = {
  from: (descending: boolean) => inOrderOf('message_by_from', 'from_folded', descending),
  subject: (descending: boolean) => inOrderOf('message_by_subject', 'subject_folded', descending),
  ticket: (descending: boolean) => inOrderOf('message_by_ticket_ref', 'ticket_ref', descending),
} as const

function inOrderOf(index: string, column: string, descending: boolean): RawBuilder<number> {
  const name = sql.ref(column)
  const direction = descending ? sql`${name} DESC, received_at ASC` : sql`${name} ASC, received_at DESC`
  return sql<number>`SELECT id FROM message INDEXED BY ${sql.ref(index)} WHERE ${name} <> '' ORDER BY ${direction}`
}

/** Newest first, with a key each where one is asked for. */
async function read(
  snapshot: Snapshot,
  question: MessageQuestion,
  matching: RawBuilder<boolean>,
  key: RawBuilder<number> | null,
): Promise<{ readonly ids: Uint32Array; readonly keys: number[] }> {
  const ids: number[] = []
  const keys: number[] = []
  const order = sql`ORDER BY message.received_at DESC, message.id DESC`
  const take = (slice: RawBuilder<unknown>) => {
    const where = sql`${slice} AND ${matching} ${order}`
    for (const id of snapshot.numbers(sql<number>`SELECT message.id ${where}`)) ids.push(id)
    if (key) for (const value of snapshot.numbers(sql<number>`SELECT ${key} ${where}`)) keys.push(value)
  }
  // A ticket has few messages, and an index of its own leads to them.
  if (question.ticketId !== null) take(sql`FROM message WHERE 1`)
  else await inSlices(snapshot, question.search === undefined ? MESSAGE_LIST : SEARCHED_LIST, take)
  return { ids: new Uint32Array(ids), keys }
}
