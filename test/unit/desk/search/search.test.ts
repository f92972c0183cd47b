import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChange } from '../../../../src-main/engine/desk/changes.ts'
import { createPerson } from '../../../../src-main/engine/desk/people/create-person.ts'
import { savePerson } from '../../../../src-main/engine/desk/people/save-person.ts'
import { removeFromIndex, replaceInIndex } from '../../../../src-main/engine/desk/search/full-text.ts'
import { indexFaults } from '../../../../src-main/engine/desk/search/index-faults.ts'
import { indexQueued } from '../../../../src-main/engine/desk/search/index-tickets.ts'
import { searchTickets } from '../../../../src-main/engine/desk/search/search-tickets.ts'
import { addAttachment } from '../../../../src-main/engine/desk/tickets/attachments.ts'
import { createTicket } from '../../../../src-main/engine/desk/tickets/create-ticket.ts'
import { deleteTicket } from '../../../../src-main/engine/desk/tickets/delete-ticket.ts'
import { addEntry } from '../../../../src-main/engine/desk/tickets/entries.ts'
import { listTickets } from '../../../../src-main/engine/desk/tickets/list-tickets.ts'
import type { DeskStore } from '../../../../src-main/engine/store/open.ts'
import { type TempStore, tempStore } from '../../../store/temp-store.ts'
import { plainTicket } from '../plain-ticket.ts'

let temp: TempStore
let store: DeskStore
let burning = 0
let jane = 0

beforeEach(async () => {
  temp = tempStore()
  store = temp.store
  await store.write(async tx => {
    jane = await createPerson(
      tx,
      { firstName: 'Jane', name: 'Muñoz', organisationId: null, addresses: ['jane@example.org'] },
      1,
    )
    const change = openChange({ origin: 'email-processing', who: 'x' })
    burning = (await createTicket(tx, { ...plainTicket, callerId: jane }, change, 1)).id
    await addEntry(tx, { ...entry, ticketId: burning, text: 'The extinguisher is empty' }, 2)
    await addAttachment(tx, { ...attachment, ticketId: burning })
    await createTicket(
      tx,
      { ...plainTicket, title: 'Other', description: { ...plainTicket.description, text: 'Password' } },
      change,
      1,
    )
  })
})
afterEach(() => temp.remove())

const entry = {
  log: 'public_log',
  authorId: null,
  authorName: 'Otto',
  authorAddress: 'otto@example.net',
  format: 'text',
  html: '',
  cutText: 'secretquote',
  cutRule: null,
  sentAt: null,
  messageId: null,
} as const
const attachment = {
  entryId: null,
  messageRowId: null,
  name: 'smoke-photo.png',
  type: 'image/png',
  sizeBytes: 1,
  sha256: 'x',
  contentId: null,
  inline: false,
  kept: true,
  why: null,
}

describe('searching tickets', () => {
  it.each([
    'printer',
    'PRINT',
    'fire printer',
    '"tray two"',
    'smoke tray',
    'extinguisher',
    'munoz',
    'jane@example.org',
    'otto',
    'smoke-photo.png',
    'R-000001',
    'r-000001',
    'R-0000',
  ])('finds the ticket by %j', async text => {
    await indexQueued(store, 1000)
    expect(await searchTickets(store.reads, text)).toContain(burning)
    expect(await listTickets(store.reads, { search: text, offset: 0, limit: 9 })).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ id: String(burning) })]),
    })
  })

  it.each(['printer password', '"two tray"', 'rinter', 'prin fire', 'secretquote', 'R-000003'])(
    'does not for %j',
    async text => {
      await indexQueued(store, 1000)
      expect(await searchTickets(store.reads, text)).not.toContain(burning)
    },
  )

  it('finds a ticket by its whole reference before it is indexed', async () => {
    expect(await searchTickets(store.reads, 'r-000001')).toEqual([burning])
    expect(await listTickets(store.reads, { search: 'R-000001 ', offset: 0, limit: 9 })).toMatchObject({ total: 1 })
  })

  it.each([
    '"',
    '"""',
    '*',
    '(',
    'NEAR(',
    'a AND',
    'NOT',
    'OR OR',
    '^title:x',
    'title:',
    '{a b}:c',
    '-',
    "'; DROP TABLE ticket; --",
    '\u0000',
    'a\u0000b',
    '\ud800',
    '😀',
    '中文',
    '\u202e',
    '%',
    '\\',
    'x '.repeat(5000),
    '"'.repeat(499),
    'é'.repeat(10_000),
  ])('is not upset by hostile text (%#)', async text => {
    await indexQueued(store, 1000)
    expect(Array.isArray(await searchTickets(store.reads, text))).toBe(true)
    expect((await listTickets(store.reads, { search: text, offset: 0, limit: 9 })).total).toBeLessThanOrEqual(2)
  })
})

describe('the index', () => {
  it('follows the tickets through a queue', async () => {
    expect(await indexQueued(store, 1)).toBe(1)
    expect(await indexQueued(store, 1000)).toBe(1)
    expect(await indexQueued(store, 1000)).toBe(0)
    await store.write(tx => addEntry(tx, { ...entry, ticketId: burning, text: 'Sprinklers' }, 3))
    expect(await searchTickets(store.reads, 'sprinklers')).toEqual([])
    await indexQueued(store, 1000)
    expect(await searchTickets(store.reads, 'sprinklers')).toEqual([burning])
    expect(await indexFaults(store.reads, 1_000_000)).toEqual({ faults: [], behindForMs: 0 })
  })

  it('forgets a ticket when it is deleted, and learns the new name of a person', async () => {
    await indexQueued(store, 1000)
    const changes = { id: jane, firstName: 'Jane', name: 'Quartz', organisationId: null, addresses: ['j@example.org'] }
    await store.write(tx => savePerson(tx, changes, 3))
    await indexQueued(store, 1000)
    expect(await searchTickets(store.reads, 'quartz')).toEqual([burning])
    await store.write(tx => deleteTicket(tx, burning, openChange({ origin: 'interactive', who: 'x' }), 4))
    expect(await searchTickets(store.reads, 'quartz')).toEqual([])
    expect(await indexFaults(store.reads, 1_000_000)).toEqual({ faults: [], behindForMs: 0 })
  })

  it('goes on when a ticket in the queue has gone', async () => {
    await store.write(tx => tx.insertInto('index_queue').values({ ticket_id: 999, queued_at: 0 }).execute())
    expect(await indexQueued(store, 1000)).toBe(3)
  })

  it('says what it does not know although nobody queued it, and what it knows too much', async () => {
    await indexQueued(store, 1000)
    await store.write(async tx => {
      await tx.updateTable('ticket').set({ revision: 99 }).where('id', '=', burning).execute()
      const document = { revision: 1, ref: 'R-9', title: '', description: '', log: '', people: '', attachments: '' }
      await replaceInIndex(tx, { ...document, ticketId: 777 })
      await removeFromIndex(tx, burning + 1)
    })
    const { faults, behindForMs } = await indexFaults(store.reads, 1_000_000)
    expect(behindForMs).toBe(0)
    expect(faults).toEqual([
      expect.stringContaining('R-000001'),
      expect.stringContaining('R-000002'),
      expect.stringContaining('777'),
    ])
  })

  it('is late, not wrong, while tickets wait', async () => {
    expect(await indexFaults(store.reads, 60_001)).toEqual({ faults: [], behindForMs: 0 })
    expect(await indexFaults(store.reads, 60_002)).toEqual({ faults: [], behindForMs: 60_001 })
  })
})
