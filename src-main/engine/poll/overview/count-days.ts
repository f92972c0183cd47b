import { sql } from 'kysely'
import type { Overview } from '../../../../src-preload/contract/entities/host.ts'
import { dayOf, startOfDay } from '../../desk/local-time.ts'
import type { Reads } from '../../store/handles.ts'

type Day = Overview['days'][number]

/**
 * Messages by the day of their decision and its outcome; the last `days` of the desk's calendar, oldest first, days
 * without any included. Counted from an index that holds all it needs: the rows themselves are wide.
 */
export async function countDays(reads: Reads, days: number, now: number): Promise<Day[]> {
  const counted: Day[] = []
  for (let back = days - 1; back >= 0; back -= 1) {
    const from = startOfDay(now, back)
    counted.push({ day: dayOf(from), ...(await countBetween(reads, from, startOfDay(now, back - 1))) })
  }
  return counted
}

async function countBetween(reads: Reads, from: number, until: number): Promise<Omit<Day, 'day'>> {
  const many = (condition: ReturnType<typeof sql<boolean>>) => sql<number | null>`sum(${condition})`
  const row = await reads
    .selectFrom('message')
    .select([
      // The code of a decision without a rule of its own is its kind.
      many(sql`state = 'processed' AND reason_code = 'create'`).as('created'),
      many(sql`state = 'processed' AND reason_code = 'update'`).as('updated'),
      many(sql`state = 'error'`).as('error'),
      many(sql`state = 'undesired'`).as('undesired'),
      // Reset since, they are counted when they are decided again.
      many(sql`state <> 'new'`).as('decided'),
    ])
    .where('processed_at', '>=', from)
    .where('processed_at', '<', until)
    .executeTakeFirstOrThrow()
  const [created, updated, error, undesired] = [row.created ?? 0, row.updated ?? 0, row.error ?? 0, row.undesired ?? 0]
  return { created, updated, error, undesired, other: (row.decided ?? 0) - created - updated - error - undesired }
}
