import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { showOverview } from '../../src-main/engine/poll/overview/show-overview.ts'
import { savePaused } from '../../src-main/engine/poll/pause.ts'
import { folderFor } from '../../src-main/engine/settings/folders.ts'
import { insertInbox, setFirstLook } from '../../src-main/engine/settings/inboxes.ts'
import type { Tx } from '../../src-main/engine/store/handles.ts'
import type { DeskSchema } from '../../src-main/engine/store/schema.ts'
import { Overview } from '../../src-preload/contract/entities/host.ts'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import { cpuMs } from './cpu-time.ts'
import { type TempStore, tempStore } from './temp-store.ts'

const MINUTE = 60_000
const GIGABYTE = 1024 ** 3
/** Noon of a day in the desk's own time zone. */
const now = new Date(2026, 1, 14, 12).getTime()
const daysAgo = (days: number, hour = 12) => new Date(2026, 1, 14 - days, hour).getTime()

let temp: TempStore

/** The overview as a screen gets it. */
async function overview(days = 14, freeBytes = 20 * GIGABYTE): Promise<Overview> {
  const clock = { now: () => now, sleep: async () => undefined }
  const shown = await showOverview({ store: temp.store, clock, freeBytes: async () => freeBytes }, days)
  return Overview.parse(shown)
}
const kinds = ({ hindrances }: Overview) => hindrances.map(({ kind }) => kind)

async function addInbox(name: string, config: Partial<InboxConfig> = {}): Promise<{ id: number; folderId: number }> {
  const whole = InboxConfig.parse({ name, protocol: 'folder', path: `/mail/${name}`, ...config })
  return temp.store.write(async tx => {
    const folderId = await folderFor(tx, whole)
    return { folderId, id: await insertInbox(tx, folderId, whole, now) }
  })
}

/** One who is signed out, and one who is not. */
async function addAccounts() {
  const common = { tenant: '', scopes: '', discovery_url: '', authorization_endpoint: '', token_endpoint: '' }
  const known = { name: 'Own', provider: 'custom', client_id: 'x', mail_servers: 'imap.example.org' } as const
  const tokens = { sealed_refresh_token: 'sealed', sealed_access_token: 'sealed', state: 'ok' } as const
  const none = { state: 'signed-out', last_error: 'The password was changed.' } as const
  return temp.store.write(async tx => {
    const insertOne = async (login: string, more: typeof tokens | typeof none) => {
      const row = { oauth_client_id: client.id, login, signed_in_at: now, ...more }
      return tx.insertInto('oauth_account').values(row).returning('id').executeTakeFirstOrThrow()
    }
    const client = await tx
      .insertInto('oauth_client')
      .values({ ...common, ...known, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    const anna = await insertOne('anna@example.org', none)
    const bert = await insertOne('bert@example.org', tokens)
    return { anna: anna.id, bert: bert.id }
  })
}

type Row = DeskSchema['message']
let uids = 0
function message(inbox: { id: number; folderId: number }, own: Partial<Record<keyof Row, unknown>>) {
  uids += 1
  return {
    folder_id: inbox.folderId,
    inbox_id: inbox.id,
    uid_validity: '1',
    uid: String(uids),
    state: 'new',
    reason_code: '',
    processed_at: null,
    gone_at: null,
    presence: 'on-server',
    size_bytes: 1000,
    raw_kind: 'none',
    received_at: now - MINUTE,
    kept_at: now - MINUTE,
    ...own,
  }
}
const insert = (tx: Tx, rows: readonly ReturnType<typeof message>[]) =>
  tx
    .insertInto('message')
    .values(rows as never)
    .execute()

describe('the overview', () => {
  beforeEach(() => {
    temp = tempStore()
  })
  afterEach(() => temp.remove())

  it('of an empty desk says that there is no inbox', async () => {
    const { hindrances, storeBytes, days, ...rest } = await overview(3)
    expect(hindrances).toEqual([{ kind: 'no-inbox', inboxId: null, inboxName: '', message: '', since: null, count: 0 }])
    expect(rest).toEqual({
      paused: false,
      waiting: { new: 0, error: 0, held: 0, serverActions: 0, toIndex: 0 },
      openTickets: 0,
      messages: 0,
      freeBytes: 20 * GIGABYTE,
    })
    expect(storeBytes).toBeGreaterThan(100_000)
    const none = { created: 0, updated: 0, error: 0, undesired: 0, other: 0 }
    expect(days).toEqual(['2026-02-12', '2026-02-13', '2026-02-14'].map(day => ({ day, ...none })))
  })

  it('counts messages by the day of their decision and its outcome', async () => {
    const inbox = await addInbox('Support')
    const decided = (days: number, state: string, reason_code: string, hour?: number) =>
      message(inbox, { state, reason_code, processed_at: daysAgo(days, hour) })
    await temp.store.write(tx =>
      insert(tx, [
        decided(0, 'processed', 'create', 0),
        decided(0, 'processed', 'update'),
        decided(1, 'processed', 'duplicate', 23),
        decided(1, 'processed', 'create', 0),
        decided(1, 'error', 'unknown-caller'),
        decided(1, 'undesired', 'auto-reply'),
        decided(1, 'held', 'loop'),
        decided(2, 'error', 'internal'),
        // Vanished from the server: lately, and longer ago than such rows are listed.
        { ...decided(5, 'error', 'internal'), presence: 'gone', gone_at: now - MINUTE },
        { ...decided(5, 'error', 'internal'), presence: 'gone', gone_at: now - 120 * MINUTE },
        // Reset since, or never decided.
        decided(1, 'new', ''),
        message(inbox, { state: 'ignored', reason_code: 'by-hand' }),
      ]),
    )
    expect((await overview(2)).days).toEqual([
      { day: '2026-02-13', created: 1, updated: 0, error: 1, undesired: 1, other: 2 },
      { day: '2026-02-14', created: 1, updated: 1, error: 0, undesired: 0, other: 0 },
    ])
    const { waiting, messages } = await overview()
    // Errors wait for a person however long their mail has been gone.
    expect(waiting).toMatchObject({ new: 1, error: 4, held: 1 })
    expect(messages).toBe(12)
  })

  it('names who is signed out and has to sign in again, for each inbox that needs it, before its next check fails', async () => {
    const { anna, bert } = await addAccounts()
    const oauth = (account: number) =>
      ({ protocol: 'imap', server: 'imap.example.org', auth: 'oauth', oauth_account: String(account) }) as const
    const failing = await addInbox('Support', { ...oauth(anna), login: 'a', path: '' })
    await addInbox('Sales', { ...oauth(anna), login: 'b', path: '' })
    await addInbox('Off', { ...oauth(anna), login: 'c', path: '', active: false })
    await addInbox('Well', { ...oauth(bert), login: 'd', path: '' })
    // Once by OAuth, by password now.
    await addInbox('Password', { ...oauth(anna), auth: 'password', login: 'e', path: '' })
    await temp.store.write(tx =>
      tx
        .updateTable('inbox')
        .set({ failures: 2, last_error: 'The sign-in has ended.', last_success_at: now - 90_000 })
        .where('id', '=', failing.id)
        .execute(),
    )
    const account = { id: String(anna), login: 'anna@example.org' }
    const why = { kind: 'signed-out', account, message: 'The password was changed.' }
    expect((await overview()).hindrances).toMatchObject([
      { ...why, inboxName: 'Support', since: now - 90_000 },
      { ...why, inboxName: 'Sales', since: null },
      { kind: 'inbox-inactive', inboxName: 'Off' },
    ])
  })

  it('says nothing where nothing hinders', async () => {
    const inbox = await addInbox('Support')
    await temp.store.write(tx => insert(tx, [message(inbox, {})]))
    expect(await overview()).toMatchObject({ paused: false, hindrances: [] })
  })

  it('names what stops everything first, then each inbox with its cause', async () => {
    const failing = await addInbox('Failing')
    const looked = await addInbox('Looked at')
    await addInbox('Off', { active: false })
    const late = await addInbox('Late')
    await temp.store.write(async tx => {
      await setFirstLook(tx, looked.id, now - 5000)
      const failure = { failures: 3, last_error: 'The server refused the sign-in.', last_success_at: now - 90_000 }
      await tx.updateTable('inbox').set(failure).where('id', '=', failing.id).execute()
      await insert(tx, [
        message(looked, {}),
        message(looked, { kept_at: now - 60 * MINUTE }),
        message(late, { kept_at: now - 9 * MINUTE }),
        message(late, { kept_at: now - 11 * MINUTE }),
        message(late, { kept_at: now - 12 * MINUTE }),
        // Reset just now: it was listed long ago and is not late.
        message(late, { kept_at: now - 60 * MINUTE, processed_at: now - 50 * MINUTE }),
        // Vanished before it was fetched.
        message(late, { kept_at: now - 60 * MINUTE, presence: 'gone' }),
      ])
    })
    expect((await overview()).hindrances).toEqual([
      {
        kind: 'inbox-failing',
        inboxId: String(failing.id),
        inboxName: 'Failing',
        message: 'The server refused the sign-in.',
        since: now - 90_000,
        count: 0,
      },
      {
        kind: 'first-look',
        inboxId: String(looked.id),
        inboxName: 'Looked at',
        message: '',
        since: now - 5000,
        count: 2,
      },
      expect.objectContaining({ kind: 'inbox-inactive', inboxName: 'Off' }),
      {
        kind: 'behind',
        inboxId: String(late.id),
        inboxName: 'Late',
        message: '',
        since: now - 12 * MINUTE,
        count: 2,
      },
    ])
    await savePaused(temp.store, now - 1000)
    await savePaused(temp.store, now)
    const stopped = await overview(14, 100 * 1024 ** 2)
    expect(kinds(stopped)).toEqual(['paused', 'disk-full', 'inbox-failing', 'first-look', 'inbox-inactive'])
    expect(stopped.paused).toBe(true)
    expect(stopped.hindrances[0]).toMatchObject({ since: now - 1000, count: 5 })
    expect(stopped.hindrances[1]?.message).toContain('500 MB')
  })

  it('says that all inboxes are inactive, once', async () => {
    await addInbox('One', { active: false })
    await addInbox('Two', { active: false })
    expect((await overview()).hindrances).toMatchObject([{ kind: 'all-inactive', count: 2, inboxId: null }])
  })

  it('names what the server refuses to have deleted or moved, while it matters', async () => {
    const inbox = await addInbox('Support')
    await temp.store.write(async tx => {
      const action = (message_id: number, own: object) => ({
        message_id,
        kind: 'delete',
        because: 'processed',
        due_at: now,
        created_at: now - 60_000 + message_id,
        ...own,
      })
      await insert(tx, [
        message(inbox, {}),
        message(inbox, {}),
        message(inbox, {}),
        message(inbox, { presence: 'gone' }),
        message(inbox, {}),
      ])
      const rows = [
        action(1, { state: 'waiting', attempts: 2, last_error: 'Try later.' }),
        action(2, { state: 'failed', attempts: 10, last_error: 'Not permitted.', ended_at: now - 1000 }),
        action(3, { state: 'failed', attempts: 10, last_error: 'Old news.', ended_at: now - 8 * 86_400_000 }),
        action(4, { state: 'failed', attempts: 10, last_error: 'Gone.', ended_at: now - 1000 }),
        action(5, { state: 'waiting', attempts: 0 }),
      ]
      for (const row of rows)
        await tx
          .insertInto('server_action')
          .values(row as never)
          .execute()
    })
    const { hindrances, waiting } = await overview()
    expect(hindrances).toEqual([
      {
        kind: 'actions-failing',
        inboxId: String(inbox.id),
        inboxName: 'Support',
        message: 'Not permitted.',
        since: now - 60_000 + 1,
        count: 2,
      },
    ])
    expect(waiting.serverActions).toBe(2)
  })
})

describe('the overview of a large desk', () => {
  beforeAll(async () => {
    temp = tempStore()
    const inbox = await addInbox('Support')
    const trace = JSON.stringify(Array.from({ length: 9 }, () => ({ step: 'x'.repeat(20), reason: 'y'.repeat(60) })))
    for (let start = 0; start < 100_000; start += 500) {
      const rows = Array.from({ length: 500 }, (_, index) => {
        const at = start + index
        if (at % 4 === 0) return message(inbox, { trace, decision: trace })
        const state = at % 4 === 1 ? 'error' : 'processed'
        const reason_code = at % 4 === 1 ? 'unknown-caller' : 'create'
        return message(inbox, { state, reason_code, trace, decision: trace, processed_at: daysAgo(at % 13) })
      })
      const actions = rows.map((_, index) => ({
        message_id: start + index + 1,
        kind: 'delete',
        because: 'processed',
        state: 'done',
        due_at: now,
        created_at: now,
      }))
      await temp.store.write(async tx => {
        await insert(tx, rows)
        await tx
          .insertInto('server_action')
          .values(actions as never)
          .execute()
      })
    }
  })
  afterAll(() => temp.remove())

  it('of 100,000 messages comes at once', async () => {
    await overview()
    const before = cpuMs()
    const { days, waiting } = await overview(90)
    const ms = cpuMs() - before
    expect(days.reduce((sum, day) => sum + day.created + day.error, 0)).toBe(75_000)
    expect(waiting).toMatchObject({ new: 25_000, error: 25_000 })
    // Some 60 ms.
    expect(ms).toBeLessThan(150)
  })
})
