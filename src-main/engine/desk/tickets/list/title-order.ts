import { sql } from 'kysely'
import { foldText } from '../../../store/fold-text.ts'
import type { Snapshot } from '../../../store/snapshots.ts'

/** More wait to be indexed only after an import; those beyond it come last until they are. */
const MOST_WAITING = 2000

/** All tickets by title, as the index of the search knows them; the few that wait for it are put in their places. */
export async function titleOrder(snapshot: Snapshot, descending: boolean): Promise<readonly number[]> {
  const direction = descending ? sql`DESC` : sql`ASC`
  const waiting = await snapshot.reads
    .selectFrom('index_queue')
    .innerJoin('ticket', 'ticket.id', 'index_queue.ticket_id')
    .select(['ticket.id', 'ticket.title'])
    .limit(MOST_WAITING)
    .execute()
  const indexed = sql`SELECT ticket_id AS id, title_folded AS title FROM ticket_indexed INDEXED BY ticket_by_title`
  if (waiting.length === 0) {
    return snapshot.numbers(sql<number>`${indexed} ORDER BY title_folded ${direction}, ticket_id ${direction}`)
  }
  const titles = JSON.stringify(waiting.map(({ id, title }) => [id, foldText(title)]))
  return snapshot.numbers(sql<number>`
    ${indexed} WHERE ticket_id NOT IN (SELECT value ->> 0 FROM json_each(${titles}))
    UNION ALL SELECT value ->> 0, value ->> 1 FROM json_each(${titles})
    ORDER BY title ${direction}, id ${direction}`)
}
