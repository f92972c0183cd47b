import { sql } from 'kysely'
import type { Hindrance } from '../../../../src-preload/contract/entities/host.ts'
import { listAccounts, type OauthAccount } from '../../oauth/accounts.ts'
import { type InboxRecord, listInboxes } from '../../settings/inboxes.ts'
import type { Reads } from '../../store/handles.ts'
import { whyNoRoom } from '../free-room.ts'
import { pausedSince } from '../pause.ts'
import type { PollTools } from '../tools.ts'

/** New mail that nobody has taken up for so long is late: passes come every few seconds. */
const LATE_MS = 10 * 60_000
/** A server action that was given up longer ago is no news. */
const RECENT_MS = 7 * 86_400_000

/** Mail of an inbox that was listed and never decided. */
type Waiting = { readonly count: number; readonly late: number; readonly oldestAt: number | null }
const noneWaiting: Waiting = { count: 0, late: 0, oldestAt: null }

/**
 * Why mail is not processed, or not all of it: first what stops everything, then inbox by inbox. A cause hides its
 * consequences: mail that is late because of a pause or a failing inbox is counted there, not named once more.
 */
export async function findHindrances(tools: Pick<PollTools, 'store' | 'clock' | 'freeBytes'>): Promise<Hindrance[]> {
  const { reads } = tools.store
  const now = tools.clock.now()
  const paused = await pausedSince(reads)
  const noRoom = await whyNoRoom(tools)
  const inboxes = await listInboxes(reads)
  const waiting = await waitingByInbox(reads, now - LATE_MS)
  const signedOut = (await listAccounts(reads)).filter(({ state }) => state === 'signed-out')
  const all = [...waiting.values()].reduce((sum, { count }) => sum + count, 0)

  const found: Hindrance[] = []
  if (paused !== null) found.push({ ...general('paused'), since: paused, count: all })
  if (noRoom !== null) found.push({ ...general('disk-full'), message: noRoom, count: all })
  const allInactive = inboxes.every(inbox => !inbox.active)
  if (inboxes.length === 0) found.push(general('no-inbox'))
  else if (allInactive) found.push({ ...general('all-inactive'), count: inboxes.length })
  const stopped = paused !== null || noRoom !== null
  const watched = new Set(inboxes.filter(({ active }) => active).map(({ folderId }) => folderId))
  for (const inbox of inboxes) {
    // A copy that waits hinders nothing: its folder is watched.
    if (!inbox.active && watched.has(inbox.folderId)) continue
    const its = waiting.get(inbox.id) ?? noneWaiting
    const account = signedOut.find(({ id }) => id === accountIdOf(inbox)) ?? null
    found.push(...ofInbox(inbox, its, { stopped, allInactive, account }))
  }
  return [...found, ...(await failingActions(reads, inboxes, now))]
}

type Circumstances = {
  /** Nothing runs at all. */
  readonly stopped: boolean
  readonly allInactive: boolean
  /** Whose sign-in the inbox needs, when that has ended. */
  readonly account: OauthAccount | null
}

function ofInbox(inbox: InboxRecord, waiting: Waiting, { stopped, allInactive, account }: Circumstances): Hindrance[] {
  const its = {
    ...general('inbox-failing'),
    inboxId: String(inbox.id),
    inboxName: inbox.name,
    count: waiting.count,
  }
  if (inbox.awaitsFirstLookSince !== null) {
    return [{ ...its, kind: 'first-look', since: inbox.awaitsFirstLookSince }]
  }
  if (!inbox.active) return allInactive ? [] : [{ ...its, kind: 'inbox-inactive' }]
  if (account) {
    const who = { id: String(account.id), login: account.login }
    const since = inbox.lastSuccessAt
    return [{ ...its, kind: 'signed-out', account: who, message: account.last_error ?? '', since }]
  }
  if (inbox.failures > 0) {
    return [{ ...its, kind: 'inbox-failing', message: inbox.lastError ?? '', since: inbox.lastSuccessAt }]
  }
  if (stopped || waiting.late === 0) return []
  return [{ ...its, kind: 'behind', since: waiting.oldestAt, count: waiting.late }]
}

function general(kind: Hindrance['kind']): Hindrance {
  return { kind, inboxId: null, inboxName: '', message: '', since: null, count: 0 }
}

function accountIdOf({ config: { auth, protocol, oauth_account } }: InboxRecord): number | null {
  return auth === 'oauth' && protocol !== 'folder' && oauth_account !== undefined ? Number(oauth_account) : null
}

async function waitingByInbox(reads: Reads, lateBefore: number): Promise<ReadonlyMap<number, Waiting>> {
  const rows = await reads
    .selectFrom('message')
    .select([
      'inbox_id',
      sql<number>`count(*)`.as('count'),
      sql<number>`sum(kept_at < ${lateBefore})`.as('late'),
      sql<number | null>`min(kept_at)`.as('oldestAt'),
    ])
    // Written out, not bound: the index holds exactly these rows. What vanished before it was fetched waits no more.
    .where(sql<boolean>`state = 'new' AND processed_at IS NULL AND presence <> 'gone' AND waits_for_id IS NULL`)
    .groupBy('inbox_id')
    .execute()
  return new Map(rows.flatMap(({ inbox_id, ...waiting }) => (inbox_id === null ? [] : [[inbox_id, waiting] as const])))
}

/** What a mail server refuses to have deleted or moved: tried again, or given up lately while the mail still lies there. */
async function failingActions(reads: Reads, inboxes: readonly InboxRecord[], now: number): Promise<Hindrance[]> {
  const rows = await reads
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .select(['message.inbox_id', 'last_error', 'created_at'])
    // Two indexes hold these few; all that was ever done is not looked through.
    .where(
      sql<boolean>`server_action.id IN (
        SELECT id FROM server_action WHERE state = 'waiting' AND attempts > 0
        UNION ALL SELECT id FROM server_action WHERE state = 'failed' AND ended_at > ${now - RECENT_MS})`,
    )
    .where(sql<boolean>`(server_action.state = 'waiting' OR message.presence = 'on-server')`)
    .orderBy('server_action.id')
    .execute()
  return inboxes.flatMap(({ id, name }) => {
    const own = rows.filter(row => row.inbox_id === id)
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last) return []
    const cause = { inboxId: String(id), inboxName: name, message: last.last_error ?? '' }
    return [{ ...general('actions-failing'), ...cause, since: first.created_at, count: own.length }]
  })
}
