import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldText } from '../../src-main/engine/store/fold-text.ts'
import type { MessageRow } from '../../src-preload/contract/entities/message.ts'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { procedures } from '../../src-preload/contract/procedures.ts'
import { fillBigDesk } from '../fixtures/big-desk.ts'
import { type DeskUnderTest, openDesk } from '../protocol/desk-under-test.ts'

const HOUR = 3_600_000

let desk: DeskUnderTest
beforeAll(async () => {
  desk = await openDesk(dir => fillBigDesk(dir, { messages: 3000, tickets: 500, now: Date.now() }))
})
afterAll(() => desk.close())

type Query = InputOf<'messages.openView'>

async function list(query: Query): Promise<readonly MessageRow[]> {
  const { viewId, total } = await desk.ask('messages.openView', query)
  const rows: MessageRow[] = []
  while (rows.length < total) {
    const page = await desk.ask('messages.rows', { viewId, from: rows.length, count: 500 })
    expect(procedures['messages.rows'].output.safeParse(page).error).toBeUndefined()
    rows.push(...page.rows.filter(row => row !== null))
  }
  await desk.ask('messages.closeView', { viewId })
  return rows
}

const idsOf = (rows: readonly MessageRow[]) => rows.map(row => row.id)

/** Every message that is listed, the newest first, by the other way to ask. */
async function everything(): Promise<readonly MessageRow[]> {
  const rows: MessageRow[] = []
  for (let total = 1; rows.length < total; ) {
    const page = await desk.ask('messages.list', { offset: rows.length, limit: 1000 })
    total = page.total
    rows.push(...page.rows)
  }
  return rows
}

const code = sql<string>`reason_code`
async function codeOf(): Promise<ReadonlyMap<string, string>> {
  const rows = await desk.engine.store.reads
    .selectFrom('message')
    .select(['id', code.as('code')])
    .execute()
  return new Map(rows.map(row => [String(row.id), row.code]))
}

/** A row as somebody else would put it in, beside every batch of the intake. */
async function arrive(own: { readonly state?: 'new' | 'error'; readonly receivedAt?: number } = {}): Promise<string> {
  const { id } = await desk.engine.store.write(tx =>
    tx
      .insertInto('message')
      .values({
        folder_id: 1,
        inbox_id: 1,
        uid_validity: '1',
        uid: `arrived ${Math.random()}`,
        state: own.state ?? 'new',
        presence: 'on-server',
        size_bytes: 1,
        raw_kind: 'none',
        received_at: own.receivedAt ?? Date.now(),
        kept_at: Date.now(),
        processed_at: null,
        gone_at: null,
        raw_sha256: null,
        fingerprint: null,
        message_id: null,
        sent_at: null,
        ticket_id: null,
        into_ticket_id: null,
        pass_over: null,
        decision: null,
        trace: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return String(id)
}

async function vanish(id: string): Promise<void> {
  await desk.engine.store.write(tx => tx.deleteFrom('message').where('id', '=', Number(id)).execute())
}

describe('a list of messages', () => {
  it('shows what is listed, the newest first, when nothing else is asked', async () => {
    const all = await everything()
    expect(all.length).toBeGreaterThan(2000)
    expect(await list({})).toEqual(all)
  })

  it.each<[string, Query, (row: MessageRow, codes: ReadonlyMap<string, string>) => boolean]>([
    ['by state', { filter: { states: ['error', 'held'] } }, row => row.state === 'error' || row.state === 'held'],
    ['by inbox', { filter: { inboxId: '2' } }, row => row.inboxId === '2'],
    ['by cause', { filter: { causes: ['unknown-caller'] } }, (row, codes) => codes.get(row.id) === 'unknown-caller'],
    ['by no state and no cause', { filter: { states: [], causes: [] } }, () => true],
    [
      'by all of it',
      { filter: { inboxId: '1', states: ['error'], causes: ['unknown-caller'], search: 'guest' } },
      (row, codes) =>
        row.inboxId === '1' && codes.get(row.id) === 'unknown-caller' && row.fromAddress.startsWith('guest'),
    ],
  ])('is filtered %s', async (_, query, belongs) => {
    const codes = await codeOf()
    // What waits for a person waits, however long its mail has been gone.
    const withGone = (query.filter?.causes ?? []).length > 0
    const all = withGone ? await list({ filter: { withGone } }) : await everything()
    const wanted = all.filter(row => belongs(row, codes))
    expect(wanted.length).toBeGreaterThan(0)
    expect(idsOf(await list(query))).toEqual(idsOf(wanted))
  })

  it('is filtered by time and by ticket', async () => {
    const all = await everything()
    const [, before, since] = [0, 100, 900].map(place => all[place]?.receivedAt ?? 0)
    const between = await list({ filter: { receivedSince: since, receivedBefore: before } })
    expect(idsOf(between)).toEqual(idsOf(all.slice(101, 901)))
    const ticketId = all.find(row => row.ticketId !== null)?.ticketId ?? ''
    expect(idsOf(await list({ filter: { ticketId } }))).toEqual(idsOf(all.filter(row => row.ticketId === ticketId)))
  })

  it('keeps vanished mail for the retention time, and shows all of it when asked', async () => {
    const { reads } = desk.engine.store
    const gone = await reads.selectFrom('message').selectAll().where('presence', '=', 'gone').execute()
    const shown = new Set(idsOf(await list({})))
    const lately = gone.filter(row => (row.gone_at ?? 0) >= Date.now() - HOUR)
    expect(lately.length).toBeLessThan(gone.length)
    expect(gone.filter(row => shown.has(String(row.id))).map(row => row.id)).toEqual(lately.map(row => row.id))
    const every = new Set(idsOf(await list({ filter: { withGone: true } })))
    expect(gone.every(row => every.has(String(row.id)))).toBe(true)
  })

  it('refuses an inbox that is not there, with the field', async () => {
    const refusal = await desk.refusal('messages.openView', { filter: { inboxId: '99' } })
    expect(refusal).toMatchObject({ code: 'not-found', field: 'inboxId' })
  })
})

describe('the order of a list of messages', () => {
  const STATES = ['new', 'processed', 'error', 'undesired', 'ignored', 'held']
  type Key = (row: MessageRow) => string | number
  const keys: readonly (readonly ['from' | 'subject' | 'size' | 'state' | 'ticket', Key])[] = [
    ['from', row => foldText(`${row.fromName} ${row.fromAddress}`.trim())],
    ['subject', row => foldText(row.subject)],
    ['size', row => row.sizeBytes],
    ['state', row => STATES.indexOf(row.state)],
    ['ticket', row => row.ticketRef ?? ''],
  ]

  it.each(keys)('is by %s, either way', async (by, key) => {
    const all = await everything()
    for (const descending of [false, true]) {
      const rows = await list({ sort: { by, descending } })
      expect(new Set(idsOf(rows))).toEqual(new Set(idsOf(all)))
      const found = rows.map(key).filter(value => value !== '')
      const wanted = found.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      expect(found).toEqual(descending ? wanted.toReversed() : wanted)
      // What has nothing to be sorted by comes last, whichever way.
      expect(rows.slice(found.length).every(row => key(row) === '')).toBe(true)
    }
  })

  it('puts the newest first among equals', async () => {
    const rows = await list({ sort: { by: 'state', descending: false } })
    for (const state of STATES) {
      const times = rows.filter(row => row.state === state).map(row => row.receivedAt)
      expect(times).toEqual(times.toSorted((a, b) => b - a))
    }
  })

  it('turns round when the oldest come first', async () => {
    const oldest = await list({ sort: { descending: false } })
    expect(idsOf(oldest)).toEqual(idsOf(await everything()).toReversed())
  })
})

describe('a search in a list of messages', () => {
  function holds(row: MessageRow, search: string): boolean {
    const texts = [row.fromName, row.fromAddress, row.subject, row.ticketRef ?? '', row.reason].map(foldText)
    return search
      .split(/[\s\p{Cc}]+/u)
      .map(foldText)
      .every(word => texts.some(text => text.includes(word)))
  }

  it.each([
    'imprimante',
    'IMPRIMANTE couleur',
    'buro',
    'Größl',
    'etage depot',
    'müller example.net',
    'zoltowski',
    'R-000012',
    'r-00',
    'encrypted',
    'guest1',
    'e',
    '会議室',
    'принтер склад',
    'σελίδα φόρμα',
    '☕',
    '#1',
    "o'hara",
  ])('for %s finds what holds all of its words, whatever the case and the accents', async search => {
    const wanted = (await everything()).filter(row => holds(row, search))
    expect(idsOf(await list({ filter: { search } }))).toEqual(idsOf(wanted))
  })

  it.each([
    '%',
    '_',
    '%%%',
    '100%',
    '\\',
    '"',
    '""',
    '*',
    'print*',
    'NEAR(gate hall)',
    'gate OR hall',
    'subject:gate',
    "'; DROP TABLE message; --",
    '(',
    '^[a-z]+$',
    '👩‍👩‍👧‍👦',
    '\u0000',
    '\ud800',
    '\u202e',
    '\u0301',
    'a\u0000b',
  ])('takes %j as it was typed, and nothing of it as a command', async search => {
    const wanted = (await everything()).filter(row => holds(row, search.toWellFormed()))
    expect(idsOf(await list({ filter: { search } }))).toEqual(idsOf(wanted))
  })

  it('of nothing but spaces is no search', async () => {
    expect((await list({ filter: { search: ' \t ' } })).length).toBe((await everything()).length)
  })

  it('as long as the contract allows is answered', async () => {
    expect(await list({ filter: { search: 'z'.repeat(500) } })).toEqual([])
    expect(await list({ filter: { search: 'qx '.repeat(166) } })).toEqual([])
  })

  it('is put in the order asked like any other list', async () => {
    const found = await list({ filter: { search: 'gate' }, sort: { by: 'size', descending: true } })
    const sizes = found.map(row => row.sizeBytes)
    expect(sizes.length).toBeGreaterThan(5)
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  })
})

describe('an open list of messages', () => {
  it('stays as it was while messages come and go; its rows are as they are now', async () => {
    const { viewId, total } = await desk.ask('messages.openView', {})
    const page = () => desk.ask('messages.rows', { viewId, from: 0, count: 3 })
    const [first, second, third] = (await page()).rows
    const id = await arrive()
    await desk.engine.store.write(async tx => {
      await tx.updateTable('message').set({ reason: 'Another one.' }).where('id', '=', Number(second?.id)).execute()
    })
    expect((await page()).rows).toEqual([first, { ...second, reason: 'Another one.' }, third])
    await vanish(id)
    const last = await arrive()
    const again = await desk.ask('messages.openView', {})
    expect(again.total).toBe(total + 1)
    await vanish(last)
    expect((await desk.ask('messages.rows', { viewId: again.viewId, from: 0, count: 2 })).rows).toEqual([null, first])
  })

  it('gives what there is of a range, and nothing beyond its end', async () => {
    const { viewId, total } = await desk.ask('messages.openView', {})
    expect((await desk.ask('messages.rows', { viewId, from: total - 2, count: 10 })).rows).toHaveLength(2)
    expect((await desk.ask('messages.rows', { viewId, from: total, count: 10 })).rows).toEqual([])
  })

  it('tells what a list opened now would have more and less', async () => {
    const everyone = await desk.ask('messages.openView', {})
    const errors = await desk.ask('messages.openView', { filter: { states: ['error'] }, sort: { by: 'subject' } })
    const news = async () => {
      const answers = [
        await desk.ask('messages.viewNews', { viewId: everyone.viewId }),
        await desk.ask('messages.viewNews', { viewId: errors.viewId }),
      ]
      return answers.map(({ arrived, left }) => ({ arrived, left }))
    }
    expect(await news()).toEqual([
      { arrived: 0, left: 0 },
      { arrived: 0, left: 0 },
    ])
    const fresh = await arrive()
    const failed = await arrive({ state: 'error', receivedAt: Date.now() - 400 * 24 * HOUR })
    expect(await news()).toEqual([
      { arrived: 2, left: 0 },
      { arrived: 1, left: 0 },
    ])
    // An old message that fails now is news to the errors, and the other way round.
    const [old] = await list({ filter: { states: ['ignored'] } })
    const [error] = await list({ filter: { states: ['error'] } })
    const setState = (id: string | undefined, state: 'error' | 'ignored') =>
      desk.engine.store.write(tx => tx.updateTable('message').set({ state }).where('id', '=', Number(id)).execute())
    await setState(old?.id, 'error')
    await setState(error?.id, 'ignored')
    expect(await news()).toEqual([
      { arrived: 2, left: 0 },
      { arrived: 2, left: 1 },
    ])
    await setState(old?.id, 'ignored')
    await setState(error?.id, 'error')
    await vanish(fresh)
    await vanish(failed)
    expect(await news()).toEqual([
      { arrived: 0, left: 0 },
      { arrived: 0, left: 0 },
    ])
  })

  it('counts a revision up when anything was committed', async () => {
    const { viewId, revision } = await desk.ask('messages.openView', {})
    expect((await desk.ask('messages.viewNews', { viewId })).revision).toBe(revision)
    await vanish(await arrive())
    expect((await desk.ask('messages.viewNews', { viewId })).revision).toBeGreaterThan(revision)
  })

  it('knows where a message stands', async () => {
    const { viewId } = await desk.ask('messages.openView', { sort: { by: 'size' } })
    const { rows } = await desk.ask('messages.rows', { viewId, from: 40, count: 1 })
    expect(await desk.ask('messages.locate', { viewId, id: rows[0]?.id ?? '' })).toEqual({ at: 40 })
    expect(await desk.ask('messages.locate', { viewId, id: '999999' })).toEqual({ at: null })
  })

  it('is closed when asked, when 64 others were used since, and after half an hour', async () => {
    const gone = { code: 'not-found', field: 'viewId' }
    const rowsOf = (viewId: string) => ({ viewId, from: 0, count: 1 })
    const closed = await desk.ask('messages.openView', {})
    await desk.ask('messages.closeView', { viewId: closed.viewId })
    await desk.ask('messages.closeView', { viewId: closed.viewId })
    expect(await desk.refusal('messages.rows', rowsOf(closed.viewId))).toMatchObject(gone)

    const used = await desk.ask('messages.openView', {})
    const unused = await desk.ask('messages.openView', {})
    for (let count = 0; count < 63; count += 1) {
      await desk.ask('messages.openView', { filter: { states: ['held'] } })
      await desk.ask('messages.rows', rowsOf(used.viewId))
    }
    expect(await desk.refusal('messages.rows', rowsOf(unused.viewId))).toMatchObject(gone)

    desk.advance(29 * 60_000)
    await desk.ask('messages.rows', rowsOf(used.viewId))
    desk.advance(29 * 60_000)
    await desk.ask('messages.rows', rowsOf(used.viewId))
    desk.advance(31 * 60_000)
    expect(await desk.refusal('messages.viewNews', { viewId: used.viewId })).toMatchObject(gone)
  })
})
