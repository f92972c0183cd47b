import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { TicketSort } from '../../../../../src-preload/contract/entities/ticket-views.ts'
import type { Snapshot } from '../../../store/snapshots.ts'
import { orderByKey, orderLike } from '../../../store/views/order-rows.ts'
import { rowSet } from '../../../store/views/row-set.ts'
import { inSlices, type ListIndex } from '../../../store/views/slices.ts'
import { priorities } from '../../classes/priorities.ts'
import { ticketClasses } from '../../classes/ticket-classes.ts'
import { bestFirst } from '../../search/best-first.ts'
import { ticketsInFullText } from '../../search/full-text.ts'
import { fullTextQuery } from '../../search/full-text-query.ts'
import { nameRanks } from './name-ranks.ts'
import { type TicketQuestion, ticketConditions } from './ticket-conditions.ts'
import { titleOrder } from './title-order.ts'

const TICKET_LIST: ListIndex = { table: 'ticket', index: 'ticket_listed', column: 'updated_at' }

/** Row numbers of the tickets asked for, in the order asked; among equals the latest updated first. */
export async function findTickets(
  snapshot: Snapshot,
  question: TicketQuestion,
  sort: TicketSort,
): Promise<Uint32Array> {
  const found = await search(snapshot, question)
  const { by, descending } = sort
  const read = (key: RawBuilder<number> | null) => readTickets(snapshot, question, found?.ids ?? null, key)
  switch (by) {
    case 'updated': {
      const { ids } = await read(null)
      return descending ? ids : ids.reverse()
    }
    case 'relevance': {
      const { ids } = await read(null)
      if (!found) return ids
      const ranked = await bestFirst(snapshot, found, ids)
      return descending ? ranked : ranked.reverse()
    }
    case 'created':
    case 'ref': {
      const { ids } = await read(null)
      return orderLike(ids, snapshot.numbers(orders[by](descending)))
    }
    case 'title': {
      const { ids } = await read(null)
      return orderLike(ids, await titleOrder(snapshot, descending))
    }
    case 'state':
    case 'priority': {
      const { ids, keys } = await read(ranks[by])
      return orderByKey(ids, keys, descending)
    }
    case 'caller':
    case 'organisation': {
      const { ids, keys } = await read(sql`coalesce(ticket.${sql.ref(`${by}_id`)}, 0)`)
      const places = await nameRanks(snapshot, by)
      // Without one comes last, whichever way.
      const none = descending ? 0 : places.size + 1
      return orderByKey(
        ids,
        keys.map(key => places.get(key) ?? none),
        descending,
      )
    }
  }
}

type Found = { readonly expression: string | null; readonly ids: readonly number[]; readonly named: number | null }

/** Null when nothing is searched for. By its reference a ticket is found even before the index knows it. */
async function search(snapshot: Snapshot, question: TicketQuestion): Promise<Found | null> {
  const typed = question.search?.trim() ?? ''
  if (typed === '') return null
  const [named] = snapshot.numbers(sql<number>`SELECT id FROM ticket WHERE ref = ${typed.toUpperCase()}`)
  const expression = fullTextQuery(typed)
  const matching = expression === null ? [] : await ticketsInFullText(snapshot, expression)
  return { expression, ids: named === undefined ? matching : [named, ...matching], named: named ?? null }
}

/** The latest updated first, with a key each where one is asked for. */
async function readTickets(
  snapshot: Snapshot,
  question: TicketQuestion,
  among: readonly number[] | null,
  key: RawBuilder<number> | null,
): Promise<{ readonly ids: Uint32Array; readonly keys: number[] }> {
  const ids: number[] = []
  const keys: number[] = []
  const wanted = among === null ? null : rowSet(among)
  const matching = ticketConditions(question)
  await inSlices(snapshot, TICKET_LIST, slice => {
    const where = sql`${slice} AND ${matching} ORDER BY ticket.updated_at DESC, ticket.id DESC`
    const found = snapshot.numbers(sql<number>`SELECT ticket.id ${where}`)
    const values = key === null ? [] : snapshot.numbers(sql<number>`SELECT ${key} ${where}`)
    for (let place = 0; place < found.length; place += 1) {
      const id = found[place] ?? 0
      if (wanted && !wanted.has(id)) continue
      ids.push(id)
      if (key) keys.push(values[place] ?? 0)
    }
  })
  await nextTurn()
  return { ids: new Uint32Array(ids), keys }
}

const orders = {
  created: (descending: boolean) =>
    sql<number>`SELECT id FROM ticket INDEXED BY ticket_by_created ORDER BY created_at ${direction(descending)},
      id ${direction(descending)}`,
  ref: (descending: boolean) => sql<number>`SELECT id FROM ticket ORDER BY ref ${direction(descending)}`,
} as const

function direction(descending: boolean): RawBuilder<unknown> {
  return descending ? sql`DESC` : sql`ASC`
}

/** States in the order of the life cycle; the most urgent priority is the highest. */
const stateCodes = [...new Set(ticketClasses.flatMap(known => known.states.map(state => state.code)))]
const ranks = {
  state: rankOf(sql`ticket.state`, stateCodes),
  priority: rankOf(sql`ticket.priority`, priorities.map(priority => priority.code).toReversed()),
} as const

function rankOf(column: RawBuilder<unknown>, codes: readonly string[]): RawBuilder<number> {
  const cases = codes.map((code, rank) => sql`WHEN ${code} THEN ${sql.lit(rank + 1)}`)
  return sql<number>`CASE ${column} ${sql.join(cases, sql` `)} ELSE 0 END`
}
