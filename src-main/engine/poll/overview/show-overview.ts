import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Overview } from '../../../../src-preload/contract/entities/host.ts'
import { ticketClasses } from '../../desk/classes/ticket-classes.ts'
import { loadGlobalSettings } from '../../settings/global-settings.ts'
import type { Reads } from '../../store/handles.ts'
import { blobsFile, type DeskStore, deskFile } from '../../store/open.ts'
import { stillWaits } from '../messages/list/message-conditions.ts'
import { pausedSince } from '../pause.ts'
import type { PollTools } from '../tools.ts'
import { countDays } from './count-days.ts'
import { findHindrances } from './find-hindrances.ts'

/** All of the first screen at once: is everything well, what happened lately, what waits. */
export async function showOverview(
  tools: Pick<PollTools, 'store' | 'clock' | 'freeBytes'>,
  days: number,
): Promise<Overview> {
  const { reads } = tools.store
  return {
    paused: (await pausedSince(reads)) !== null,
    hindrances: await findHindrances(tools),
    days: await countDays(reads, days, tools.clock.now()),
    waiting: await countWaiting(reads, tools.clock.now()),
    openTickets: await countOpenTickets(reads),
    messages: await countRows(reads, 'message'),
    storeBytes: await storeBytes(tools.store),
    freeBytes: await tools.freeBytes(),
  }
}

/** Each from an index that holds just those rows. Errors are counted as their queue lists them. */
async function countWaiting(reads: Reads, now: number): Promise<Overview['waiting']> {
  const { retention_period } = await loadGlobalSettings(reads)
  // The condition of the index as it stands there, or SQLite could not use it.
  const listed = sql`state IN ('new', 'error', 'held') AND reason_code <> '' AND ${stillWaits(now - retention_period * 3_600_000)}`
  const messages = await sql<Pick<Overview['waiting'], 'new' | 'error' | 'held'>>`
    SELECT (SELECT count(*) FROM message WHERE state = 'new' AND presence <> 'gone') AS new,
      coalesce(sum(state = 'error'), 0) AS error, coalesce(sum(state = 'held'), 0) AS held
    FROM message INDEXED BY message_with_cause WHERE ${listed}`.execute(reads)
  const actions = await reads
    .selectFrom('server_action')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('state', '=', sql.lit('waiting'))
    .executeTakeFirstOrThrow()
  const counts = messages.rows[0] ?? { new: 0, error: 0, held: 0 }
  return { ...counts, serverActions: actions.n, toIndex: await countRows(reads, 'index_queue') }
}

async function countOpenTickets(reads: Reads): Promise<number> {
  const rows = await reads
    .selectFrom('ticket')
    .select(['state', eb => eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute()
  const closed = new Set(ticketClasses.flatMap(definition => definition.closedStates))
  return rows.reduce((sum, { state, n }) => sum + (closed.has(state) ? 0 : n), 0)
}

async function countRows(reads: Reads, table: 'message' | 'index_queue'): Promise<number> {
  const { n } = await reads
    .selectFrom(table)
    .select(eb => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

async function storeBytes({ dataDir }: DeskStore): Promise<number> {
  const files = [deskFile(dataDir), blobsFile(dataDir)].flatMap(file => [file, `${file}-wal`])
  const sizes = files.map(file =>
    stat(file).then(
      found => found.size,
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
