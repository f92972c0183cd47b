import { sql } from 'kysely'
import type { Cause } from '../../../../../src-preload/contract/entities/message-views.ts'
import { foldAddress } from '../../../desk/people/find-caller.ts'
import { loadGlobalSettings } from '../../../settings/global-settings.ts'
import type { Reads } from '../../../store/handles.ts'
import type { DeskStore } from '../../../store/open.ts'
import type { DeskSchema } from '../../../store/schema.ts'
import { folderOfInbox } from './folder-of-inbox.ts'
import { stillWaits } from './message-conditions.ts'
import { remedyFor } from './remedies.ts'

const MOST_SENDERS = 5

/** What waits for a person, by cause, the most frequent first. */
export async function listCauses({ reads }: DeskStore, inboxId: number | null, now: number): Promise<Cause[]> {
  const { retention_period } = await loadGlobalSettings(reads)
  const goneSince = now - retention_period * 3_600_000
  const groups = await readGroups(reads, inboxId === null ? null : await folderOfInbox(reads, inboxId), goneSince)
  const byCause = Map.groupBy(groups, group => `${group.reason_code} ${group.state}`)
  const causes = await Promise.all([...byCause.values()].map(ofOneCause => toCause(reads, ofOneCause)))
  return causes.toSorted((a, b) => b.count - a.count || b.newestAt - a.newestAt)
}

/** Messages of one sender in one folder, with one cause. */
type Group = {
  readonly reason_code: string
  readonly state: DeskSchema['message']['state']
  readonly from_address: string
  readonly folder_id: number
  readonly count: number
  readonly oldest: number
  readonly newest: number
}

/** In the order of `message_with_cause`, so that nothing is sorted and no wide row is read. */
async function readGroups(reads: Reads, folderId: number | null, goneSince: number): Promise<readonly Group[]> {
  const inFolder = folderId === null ? sql`` : sql`AND message.folder_id = ${folderId}`
  const found = await sql<Group>`
    SELECT reason_code, state, from_address, folder_id, count(*) AS count,
      min(received_at) AS oldest, max(received_at) AS newest
    FROM message INDEXED BY message_with_cause
    WHERE state IN ('new', 'error', 'held') AND reason_code <> '' AND ${stillWaits(goneSince)} ${inFolder}
    GROUP BY reason_code, state, from_address, folder_id`.execute(reads)
  return found.rows
}

async function toCause(reads: Reads, groups: readonly Group[]): Promise<Cause> {
  const newest = groups.reduce((latest, group) => (group.newest > latest.newest ? group : latest))
  const count = sum(groups)
  const bySender = [...Map.groupBy(groups, group => foldAddress(group.from_address)).values()]
    .filter(([first]) => first?.from_address !== '')
    .toSorted((a, b) => sum(b) - sum(a))
  const senders = bySender.slice(0, MOST_SENDERS).map(async own => {
    const last = await newestOf(
      reads,
      own.reduce((latest, group) => (group.newest > latest.newest ? group : latest)),
    )
    return { name: last.from_name, address: last.from_address, count: sum(own) }
  })
  return {
    code: newest.reason_code,
    state: newest.state,
    count,
    reason: (await newestOf(reads, newest)).reason,
    remedy: remedyFor(newest.reason_code, newest.state),
    oldestAt: Math.min(...groups.map(group => group.oldest)),
    newestAt: newest.newest,
    inboxIds: await inboxesOf(reads, [...new Set(groups.map(group => group.folder_id))]),
    senders: await Promise.all(senders),
    senderCount: bySender.length,
  }
}

function sum(groups: readonly Group[]): number {
  return groups.reduce((total, group) => total + group.count, 0)
}

async function newestOf(reads: Reads, group: Group) {
  return reads
    .selectFrom('message')
    .select(['reason', 'from_name', 'from_address'])
    .where('reason_code', '=', group.reason_code)
    .where('state', '=', group.state)
    .where('from_address', '=', group.from_address)
    .where('folder_id', '=', group.folder_id)
    .where('received_at', '=', group.newest)
    .where('state', 'in', ['new', 'error', 'held'])
    .where('reason_code', '<>', '')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

async function inboxesOf(reads: Reads, folderIds: readonly number[]): Promise<string[]> {
  const rows = await reads.selectFrom('inbox').select('id').where('folder_id', 'in', folderIds).orderBy('id').execute()
  return rows.map(row => String(row.id))
}
