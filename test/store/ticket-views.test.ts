import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChange } from '../../src-main/engine/desk/changes.ts'
import { indexQueued } from '../../src-main/engine/desk/search/index-tickets.ts'
import { createTicket } from '../../src-main/engine/desk/tickets/create-ticket.ts'
import { addEntry } from '../../src-main/engine/desk/tickets/entries.ts'
import { foldText } from '../../src-main/engine/store/fold-text.ts'
import type { TicketRow } from '../../src-preload/contract/entities/ticket.ts'
import type { TicketViewRow } from '../../src-preload/contract/entities/ticket-views.ts'
import { type InputOf, procedures } from '../../src-preload/contract/procedures.ts'
import { fillBigDesk } from '../fixtures/big-desk.ts'
import { type DeskUnderTest, openDesk } from '../protocol/desk-under-test.ts'
import { plainTicket } from '../unit/desk/plain-ticket.ts'

let desk: DeskUnderTest
beforeAll(async () => {
  desk = await openDesk(dir => fillBigDesk(dir, { messages: 0, tickets: 1500, now: Date.now() }))
})
afterAll(() => desk.close())

type Query = InputOf<'tickets.openView'>

async function list(query: Query): Promise<readonly TicketViewRow[]> {
  const { viewId, total } = await desk.ask('tickets.openView', query)
  const rows: TicketViewRow[] = []
  while (rows.length < total) {
    const page = await desk.ask('tickets.rows', { viewId, from: rows.length, count: 500 })
    expect(procedures['tickets.rows'].output.safeParse(page).error).toBeUndefined()
    rows.push(...page.rows.filter(row => row !== null))
  }
  await desk.ask('tickets.closeView', { viewId })
  return rows
}

const refsOf = (rows: readonly TicketRow[]) => rows.map(row => row.ref)

async function everything(search?: string): Promise<readonly TicketRow[]> {
  const rows: TicketRow[] = []
  for (let total = 1; rows.length < total; ) {
    const asked = search === undefined ? {} : { search }
    const page = await desk.ask('tickets.list', { ...asked, offset: rows.length, limit: 1000 })
    total = page.total
    rows.push(...page.rows)
  }
  return rows
}

/** Opens a ticket that the index of the search does not know yet. */
function open(title: string, text = ''): Promise<{ readonly id: number; readonly ref: string }> {
  const description = { ...plainTicket.description, text }
  const change = openChange({ origin: 'interactive', who: 'a test' })
  return desk.engine.store.write(tx => createTicket(tx, { ...plainTicket, title, description }, change, Date.now()))
}

async function index(): Promise<void> {
  while ((await indexQueued(desk.engine.store, 100)) > 0);
}

async function remove(id: number): Promise<void> {
  await desk.ask('tickets.delete', { id: String(id) })
}

/** The hits of the only ticket that is found, with the marked words in brackets. */
async function hitsFor(search: string): Promise<readonly string[]> {
  const [row, ...others] = await list({ filter: { search } })
  expect(others).toEqual([])
  return (row?.hits ?? []).map(
    ({ field, parts }) => `${field}: ${parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')}`,
  )
}

describe('a list of tickets', () => {
  it('shows all of them, the latest updated first, when nothing else is asked', async () => {
    const all = await everything()
    expect(all).toHaveLength(1500)
    expect(await list({})).toEqual(all.map(row => ({ ...row, hits: [] })))
  })

  it('is filtered by states, classes and times', async () => {
    const all = await everything()
    const middle = all[700]?.updatedAt ?? 0
    const wanted = all.filter(
      row => ['new', 'assigned'].includes(row.state) && row.class === 'Incident' && row.updatedAt >= middle,
    )
    const filter = { states: ['new', 'assigned'], classes: ['Incident' as const], updatedSince: middle }
    expect(wanted.length).toBeGreaterThan(10)
    expect(refsOf(await list({ filter }))).toEqual(refsOf(wanted))
    const young = all.filter(row => row.createdAt >= middle)
    expect(refsOf(await list({ filter: { createdSince: middle } }))).toEqual(refsOf(young))
    expect(refsOf(await list({ filter: { states: [], classes: [] } }))).toEqual(refsOf(all))
  })

  it.each([
    ['callerId', 'caller_id'],
    ['organisationId', 'organisation_id'],
  ] as const)('is filtered by %s', async (filter, column) => {
    const { reads } = desk.engine.store
    const rows = await reads.selectFrom('ticket').select('ref').where(column, '=', 3).execute()
    expect(rows.length).toBeGreaterThan(1)
    expect(refsOf(await list({ filter: { [filter]: '3' } })).toSorted()).toEqual(rows.map(row => row.ref).toSorted())
  })

  it('is filtered by its agent', async () => {
    const rows = await desk.engine.store.reads.selectFrom('ticket').select(['ref', 'fields']).execute()
    const wanted = rows.filter(row => JSON.parse(row.fields)['agent_id'] === '7').map(row => row.ref)
    expect(wanted.length).toBeGreaterThan(10)
    expect(refsOf(await list({ filter: { agentId: '7' } })).toSorted()).toEqual(wanted.toSorted())
  })

  it('finds nobody under an id that is none', async () => {
    const refusal = await desk.refusal('tickets.openView', { filter: { callerId: 'Ada' } })
    expect(refusal).toMatchObject({ code: 'not-found', field: 'callerId' })
    expect(await list({ filter: { callerId: '99999' } })).toEqual([])
  })

  it('is counted by state and by class beside it', async () => {
    const all = await everything()
    const counts = await desk.ask('tickets.counts', {})
    expect(counts.total).toBe(all.length)
    for (const { code, count } of counts.states) {
      expect(count, code).toBe(all.filter(row => row.state === code).length)
    }
    for (const { class: name, count } of counts.classes) {
      expect(count, name).toBe(all.filter(row => row.class === name).length)
    }
    expect(counts.states.filter(state => state.closed).map(state => state.code)).toEqual(['closed'])
    expect(counts.states.find(state => state.code === 'pending')?.label).toBe('Pending')
  })
})

describe('the order of a list of tickets', () => {
  const PRIORITIES = ['Low', 'Medium', 'High', 'Critical']
  const STATES = ['new', 'assigned', 'pending', 'resolved', 'closed']
  const keys: readonly (readonly [NonNullable<Query['sort']>['by'] & string, (row: TicketRow) => string | number])[] = [
    ['updated', row => row.updatedAt],
    ['created', row => row.createdAt],
    ['ref', row => row.ref],
    ['title', row => foldText(row.title)],
    ['state', row => STATES.indexOf(row.state)],
    ['priority', row => PRIORITIES.indexOf(row.priority)],
    ['caller', row => foldText(row.callerName)],
    ['organisation', row => foldText(row.organisationName)],
  ]

  it.each(keys)('is by %s, either way', async (by, key) => {
    for (const descending of [false, true]) {
      const rows = await list({ sort: { by, descending } })
      expect(rows).toHaveLength(1500)
      const found = rows.map(key)
      const wanted = found.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      expect(found).toEqual(descending ? wanted.toReversed() : wanted)
    }
  })

  it('puts tickets without a caller last, whichever way', async () => {
    const { id } = await open('Nobody called')
    for (const descending of [false, true]) {
      expect((await list({ sort: { by: 'caller', descending } })).at(-1)?.title).toBe('Nobody called')
    }
    await remove(id)
  })

  it('puts a ticket in its place by title before it is indexed', async () => {
    const first = await open('Ächzende Tür')
    const last = await open('界')
    const titles = (await list({ sort: { by: 'title', descending: false } })).map(row => foldText(row.title))
    expect(titles).toEqual(titles.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    expect(titles).toContain('achzende tur')
    expect(titles.at(-1)).toBe('界')
    await remove(first.id)
    await remove(last.id)
    await index()
  })
})

describe('a search in a list of tickets', () => {
  it.each(['imprimante couleur', 'Größl', 'depot beans', '会議室', 'R-000012', 'week plan', 'scan'])(
    'for %s finds what the list for scripts finds',
    async search => {
      const wanted = await everything(search)
      expect(wanted.length).toBeGreaterThan(0)
      expect(refsOf(await list({ filter: { search } }))).toEqual(refsOf(wanted))
    },
  )

  it.each([
    '%',
    '_',
    '"',
    '""',
    '*',
    'a*b',
    'NEAR(a b, 2)',
    'title:x',
    '^x',
    'x AND',
    '(',
    '👩‍👩‍👧‍👦',
    '\u0000',
    '\ud800',
    '\ue000',
  ])('takes %j as it was typed, and nothing of it as a command', async search => {
    expect(refsOf(await list({ filter: { search } }))).toEqual(refsOf(await everything(search)))
  })

  it('as long as the contract allows is answered', async () => {
    expect(await list({ filter: { search: 'z'.repeat(500) } })).toEqual([])
    expect(await list({ filter: { search: 'qx '.repeat(166) }, sort: { by: 'relevance' } })).toEqual([])
  })

  it('goes together with a filter', async () => {
    const filter = { search: 'imprimante', states: ['new'] }
    const wanted = (await everything('imprimante')).filter(row => row.state === 'new')
    expect(wanted.length).toBeGreaterThan(0)
    expect(refsOf(await list({ filter }))).toEqual(refsOf(wanted))
  })

  it('finds a ticket by its reference before it is indexed, and shows why', async () => {
    const { id, ref } = await open('Fresh')
    expect(await hitsFor(` ${ref.toLowerCase()} `)).toEqual([`ref: [${ref}]`])
    await remove(id)
  })

  it('puts the best first: the ticket that was named, then words in titles', async () => {
    const inText = await open('Something', 'It is about the zymurgy of the canteen.')
    const inTitle = await open('Zymurgy')
    const other = await open('Another one', `Like ${inText.ref}, with zymurgy, zymurgy and zymurgy.`)
    await index()
    const byRelevance = (search: string) => list({ filter: { search }, sort: { by: 'relevance' } })
    expect((await byRelevance('zymurgy'))[0]?.title).toBe('Zymurgy')
    expect(refsOf(await byRelevance(inText.ref))).toEqual([inText.ref, other.ref])
    const common = refsOf(await byRelevance('zymurgy')).toSorted()
    expect(common).toEqual(refsOf(await list({ filter: { search: 'zymurgy' } })).toSorted())
    // Without a search nothing is relevant: the latest first.
    expect(refsOf(await list({ sort: { by: 'relevance' } }))).toEqual(refsOf(await everything()))
    for (const { id } of [inText, inTitle, other]) await remove(id)
  })
})

describe('the hits of a search', () => {
  it('show where the words stand, at most three places, in pieces of text', async () => {
    const { id } = await open(
      'The quokka is loose',
      `${'Nothing yet. '.repeat(40)}A Quokká! ${'And more. '.repeat(40)}`,
    )
    await desk.engine.store.write(async tx => {
      const none = { html: '', cutText: '', cutRule: null, sentAt: null, messageId: null, authorId: null } as const
      const by = { authorName: 'Quokka Keeper', authorAddress: 'keeper@example.org' }
      await addEntry(tx, { ticketId: id, log: 'public_log', format: 'text', text: 'quokka again', ...none, ...by }, 5)
    })
    await index()
    const hits = await hitsFor('quokka')
    expect(hits[0]).toBe('title: The [quokka] is loose')
    expect(hits[1]).toContain('people: [Quokka] Keeper')
    expect(hits[2]).toMatch(/^description: ….*A \[Quokká\]! .*…$/)
    expect(hits).toHaveLength(3)
    for (const hit of hits) expect(hit.length).toBeLessThan(160)
    await remove(id)
  })

  it('mark an unfinished last word whole, and every word that was typed', async () => {
    const { id } = await open('Wombat crossing at the numbat gate')
    await index()
    expect(await hitsFor('numbat wom')).toEqual(['title: [Wombat] crossing at the [numbat] gate'])
    await remove(id)
  })

  it('are text, whatever the text is', async () => {
    const title = '<img src=x onerror=alert(1)> \ue000 bilby \ue001 \u202e & <b>'
    const { id } = await open(title)
    await index()
    const [row] = await list({ filter: { search: 'bilby' } })
    const shown = row?.hits[0]?.parts.map(part => part.text).join('')
    expect(shown).toBe(title.replaceAll(/[\ue000\ue001]/g, '').replaceAll('  ', ' '))
    expect(row?.hits[0]?.parts.some(part => part.hit && part.text.includes('bilby'))).toBe(true)
    await remove(id)
  })

  it('stay short when a word is as long as a page', async () => {
    const { id } = await open('Long', `${'Ж'.repeat(3000)} dugong ${'Ж'.repeat(3000)}`)
    await index()
    const [hit] = await hitsFor('dugong')
    expect(hit).toContain('[dugong]')
    expect(hit?.length).toBeLessThan(160)
    await remove(id)
  })
})

describe('an open list of tickets', () => {
  it('stays as it was while tickets come and go', async () => {
    const { viewId, total } = await desk.ask('tickets.openView', {})
    const { id, ref } = await open('New here')
    const before = (await desk.ask('tickets.rows', { viewId, from: 0, count: 2 })).rows
    expect(before.some(row => row?.ref === ref)).toBe(false)
    expect(await desk.ask('tickets.viewNews', { viewId })).toMatchObject({ arrived: 1, left: 0 })
    const again = await desk.ask('tickets.openView', {})
    expect(again.total).toBe(total + 1)
    await remove(id)
    expect((await desk.ask('tickets.rows', { viewId: again.viewId, from: 0, count: 2 })).rows).toEqual([
      null,
      before[0],
    ])
    expect(await desk.ask('tickets.viewNews', { viewId: again.viewId })).toMatchObject({ arrived: 0, left: 1 })
    expect(await desk.ask('tickets.viewNews', { viewId })).toMatchObject({ arrived: 0, left: 0 })
  })

  it('tells when a ticket comes into a search', async () => {
    const { viewId, total } = await desk.ask('tickets.openView', { filter: { search: 'thylacine' } })
    expect(total).toBe(0)
    const { id } = await open('A thylacine in hall A')
    // The engine indexes by itself, too; it may have been first.
    await index()
    expect(await desk.ask('tickets.viewNews', { viewId })).toMatchObject({ arrived: 1, left: 0 })
    await remove(id)
  })

  it('is not found once it is closed', async () => {
    const { viewId } = await desk.ask('tickets.openView', {})
    await desk.ask('tickets.closeView', { viewId })
    const refusal = await desk.refusal('tickets.rows', { viewId, from: 0, count: 1 })
    expect(refusal).toMatchObject({ code: 'not-found', field: 'viewId' })
  })
})
