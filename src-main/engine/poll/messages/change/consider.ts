import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { MessageState, Presence } from '../../../../../src-preload/contract/entities/message.ts'
import type { Consequences, MessageAction } from '../../../../../src-preload/contract/entities/message-views.ts'
import type { DeskStore } from '../../../store/open.ts'
import type { Snapshot } from '../../../store/snapshots.ts'
import { type RowSet, rowSet } from '../../../store/views/row-set.ts'
import { inSlices } from '../../../store/views/slices.ts'
import { MESSAGE_LIST } from '../list/find-messages.ts'
import { amongRows } from './message-glance.ts'
import { NO_SUCH_MESSAGE, refusalOf } from './refusals.ts'

/** Beyond so many, running through the whole list costs less than looking them up one by one. */
const MOST_LOOKED_UP = 2000
const MOST_REFS = 5
/** Of so many messages the tickets are looked up: some share one. */
const MOST_ASKED_FOR_REFS = 50

/** What an action would do to these messages (each named once), before it is confirmed. Changes nothing. */
export async function considerAction(
  store: DeskStore,
  action: MessageAction,
  ids: readonly number[],
): Promise<Consequences> {
  return store.snapshots.read(async snapshot => {
    const tally = createTally(action)
    const standings = await standingsOf(snapshot, ids)
    for (const id of ids) tally.add(id, standings.get(id))
    return { ...tally.result, ticketRefs: await refsOf(snapshot, tally.firstWithTicket) }
  })
}

/** Row number and how the message stands, in one number: numbers cost ten times less than rows. */
const STATES = MessageState.options
const PRESENCES = Presence.options
const KINDS = STATES.length * PRESENCES.length
const coded = sql<number>`message.id * ${sql.lit(KINDS)}
  + ${rankOf('state', STATES)} * ${sql.lit(PRESENCES.length)} + ${rankOf('presence', PRESENCES)}`

function rankOf(column: string, values: readonly string[]): RawBuilder<number> {
  const cases = values.map((value, rank) => sql`WHEN ${sql.lit(value)} THEN ${sql.lit(rank)}`)
  return sql<number>`(CASE message.${sql.ref(column)} ${sql.join(cases, sql` `)} END)`
}

type Standing = {
  readonly state: (typeof STATES)[number]
  readonly presence: (typeof PRESENCES)[number]
  readonly hasTicket: boolean
  readonly fetched: boolean
  readonly hasInbox: boolean
  readonly readOnly: boolean
}

async function standingsOf(snapshot: Snapshot, ids: readonly number[]): Promise<{ get(id: number): Standing | null }> {
  const [highest = 0] = snapshot.numbers(sql<number>`SELECT coalesce(max(id), 0) FROM message`)
  const kinds = new Uint8Array(highest + 1)
  const take = (from: RawBuilder<unknown>) => {
    for (const code of snapshot.numbers(sql<number>`SELECT ${coded} ${from}`)) {
      kinds[Math.floor(code / KINDS)] = 1 + (code % KINDS)
    }
  }
  const few = ids.length <= MOST_LOOKED_UP
  if (few) take(sql`FROM message WHERE id IN ${amongRows(ids)}`)
  else await inSlices(snapshot, MESSAGE_LIST, take)
  const having = (condition: RawBuilder<boolean>) => rowsWhere(snapshot, condition, few ? ids : null)
  const fetched = await having(sql`raw_sha256 IS NOT NULL`)
  const ticketed = await having(sql`ticket_id IS NOT NULL AND ticket_id NOT IN (SELECT id FROM deleted_ticket)`)
  // Messages of removed inboxes lie in folders that nobody watches.
  const strays = await having(sql`inbox_id IS NULL
    AND folder_id IN (SELECT id FROM folder WHERE id NOT IN (SELECT folder_id FROM inbox))`)
  const readers = snapshot.numbers(sql<number>`SELECT id FROM inbox WHERE config ->> 'readonly'`)
  const onlyRead = readers.length === 0 ? null : await having(sql`inbox_id IN ${amongRows(readers)}`)
  return {
    get(id) {
      const kind = kinds[id] ?? 0
      const state = STATES[Math.floor((kind - 1) / PRESENCES.length)]
      const presence = PRESENCES[(kind - 1) % PRESENCES.length]
      if (!state || !presence) return null
      return {
        state,
        presence,
        hasTicket: ticketed.has(id),
        fetched: fetched.has(id),
        hasInbox: !strays.has(id),
        readOnly: onlyRead?.has(id) ?? false,
      }
    },
  }
}

/** The messages for which something is true that an index tells. */
async function rowsWhere(
  snapshot: Snapshot,
  condition: RawBuilder<boolean>,
  among: readonly number[] | null,
): Promise<RowSet> {
  const named = among === null ? sql`` : sql`AND id IN ${amongRows(among)}`
  const found = rowSet(snapshot.numbers(sql<number>`SELECT id FROM message WHERE ${condition} ${named}`))
  await nextTurn()
  return found
}

function createTally(action: MessageAction) {
  const refusals = new Map<string, number>()
  const byState: Consequences['byState'] = {}
  const firstWithTicket: number[] = []
  let changes = 0
  let withTicket = 0
  let onServer = 0
  let notFetched = 0
  return {
    firstWithTicket,
    add(id: number, found: Standing | null) {
      const refusal = found
        ? refusalOf(action, { ...found, rawKind: found.fetched ? 'whole' : 'none' })
        : NO_SUCH_MESSAGE
      if (!found || refusal !== null) {
        const reason = refusal ?? NO_SUCH_MESSAGE
        refusals.set(reason, (refusals.get(reason) ?? 0) + 1)
        return
      }
      changes += 1
      byState[found.state] = (byState[found.state] ?? 0) + 1
      if (found.presence !== 'gone') onServer += 1
      if (!found.fetched) notFetched += 1
      if (!found.hasTicket) return
      withTicket += 1
      if (firstWithTicket.length < MOST_ASKED_FOR_REFS) firstWithTicket.push(id)
    },
    get result() {
      const refused = [...refusals].map(([reason, count]) => ({ reason, count }))
      return { changes, refused, withTicket, onServer, notFetched, byState }
    },
  }
}

async function refsOf({ reads }: Snapshot, ids: readonly number[]): Promise<string[]> {
  const rows = await reads
    .selectFrom('message')
    .select(['id', 'ticket_ref'])
    .where('id', 'in', amongRows(ids))
    .execute()
  const refs = new Map(rows.map(row => [row.id, row.ticket_ref]))
  return [...new Set(ids.flatMap(id => refs.get(id) ?? []))].slice(0, MOST_REFS)
}
