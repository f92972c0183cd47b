import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChange } from '../../../../src-main/engine/desk/changes.ts'
import { createPerson } from '../../../../src-main/engine/desk/people/create-person.ts'
import { nextReference } from '../../../../src-main/engine/desk/references.ts'
import { applyStimulus } from '../../../../src-main/engine/desk/tickets/apply-stimulus.ts'
import {
  addAttachment,
  attachmentById,
  attachmentOnTicket,
} from '../../../../src-main/engine/desk/tickets/attachments.ts'
import { addContacts } from '../../../../src-main/engine/desk/tickets/contacts.ts'
import { createTicket } from '../../../../src-main/engine/desk/tickets/create-ticket.ts'
import { deleteTicket } from '../../../../src-main/engine/desk/tickets/delete-ticket.ts'
import { addEntry } from '../../../../src-main/engine/desk/tickets/entries.ts'
import { deletedTicketByRef, ticketById, ticketByRef } from '../../../../src-main/engine/desk/tickets/find-ticket.ts'
import { listTickets } from '../../../../src-main/engine/desk/tickets/list-tickets.ts'
import type { NewTicket } from '../../../../src-main/engine/desk/tickets/new-ticket.ts'
import { rememberReferences, ticketsByMessageIds } from '../../../../src-main/engine/desk/tickets/references.ts'
import { setDescriptionHtml } from '../../../../src-main/engine/desk/tickets/set-html.ts'
import { ticketDetail } from '../../../../src-main/engine/desk/tickets/ticket-detail.ts'
import type { DeskStore } from '../../../../src-main/engine/store/open.ts'
import { TicketDetail } from '../../../../src-preload/contract/entities/ticket.ts'
import { type TempStore, tempStore } from '../../../store/temp-store.ts'
import { plainTicket } from '../plain-ticket.ts'

let temp: TempStore
let store: DeskStore
beforeEach(() => {
  temp = tempStore()
  store = temp.store
})
afterEach(() => temp.remove())

const byMail = () => openChange({ origin: 'email-processing', who: 'jane@example.org' })
const create = (ticket: Partial<NewTicket> = {}, now = 1000) =>
  store.write(tx => createTicket(tx, { ...plainTicket, ...ticket }, byMail(), now))
const createJane = () =>
  store.write(tx =>
    createPerson(tx, { firstName: 'Jane', name: 'Roe', organisationId: null, addresses: ['jane@example.org'] }, 1),
  )
const entry = {
  log: 'public_log',
  authorId: null,
  authorName: 'Jane Roe',
  authorAddress: 'jane@example.org',
  format: 'text',
  html: '',
  text: 'Still burning.',
  cutText: '> quoted',
  cutRule: 'gmail',
  sentAt: 1500,
  messageId: null,
} as const
const picture = {
  entryId: null,
  messageRowId: null,
  name: 'fire.png',
  type: 'image/png',
  sizeBytes: 12,
  sha256: 'a'.repeat(64),
  contentId: 'c1',
  inline: true,
  kept: true,
  why: null,
}

describe('references', () => {
  it('count per class, and do not come back after a transaction that was undone or a ticket that was deleted', async () => {
    expect((await create()).ref).toBe('R-000001')
    expect((await create({ class: 'Incident' })).ref).toBe('I-000001')
    const undone = store.write(async tx => {
      expect(await nextReference(tx, 'UserRequest')).toBe('R-000002')
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    const second = await create()
    expect(second.ref).toBe('R-000002')
    await store.write(tx => deleteTicket(tx, second.id, byMail(), 2000))
    const third = await create()
    expect(third.ref).toBe('R-000003')
    expect(third.id).toBeGreaterThan(second.id)
  })

  it('grow beyond six digits', async () => {
    await store.write(tx => tx.insertInto('ticket_counter').values({ prefix: 'R', last: 999_999 }).execute())
    expect((await create()).ref).toBe('R-1000000')
  })
})

describe('a new ticket', () => {
  it('has its initial state and values, and the priority of its impact and urgency', async () => {
    const { id } = await create({ fields: { impact: '3', urgency: '1' } })
    expect(await ticketById(store.reads, id)).toEqual({
      id,
      ref: 'R-000001',
      class: 'UserRequest',
      title: 'The printer is on fire',
      state: 'new',
      callerId: null,
      organisationId: null,
      origin: 'mail',
      priority: '2',
      fields: { impact: '3', urgency: '1', resolution_code: 'assistance', request_type: 'service_request' },
      createdAt: 1000,
      updatedAt: 1000,
      closedAt: null,
      revision: 1,
    })
    expect(await ticketByRef(store.reads, ' r-000001 ')).toMatchObject({ id })
    expect(await ticketByRef(store.reads, 'R-000009')).toBeNull()
  })

  it('lets default values override what the mail says', async () => {
    const caller_id = String(await createJane())
    const { id } = await create({ fields: { title: 'Standard', description: 'As ever', caller_id, origin: 'phone' } })
    expect(await ticketDetail(store.reads, id)).toMatchObject({
      title: 'Standard',
      descriptionText: 'As ever',
      descriptionFormat: 'text',
      callerName: 'Jane Roe',
      origin: 'phone',
      fields: { impact: '1' },
    })
  })

  it('has its title cut at 255 characters, never inside one', async () => {
    const { id } = await create({ title: '🔥'.repeat(300) })
    const title = (await ticketById(store.reads, id))?.title ?? ''
    expect(title).toBe('🔥'.repeat(255))
  })

  it('a key that was not resolved is a bug of ours', async () => {
    await expect(create({ fields: { caller_id: 'Jane' } })).rejects.toThrow(/not resolved/)
  })
})

describe('the page of a ticket', () => {
  it('shows all that belongs to it, in the shape of the contract', async () => {
    const jane = await createJane()
    const { id } = await create({ callerId: jane })
    await store.write(async tx => {
      const attachment = await addAttachment(tx, { ...picture, ticketId: id })
      await setDescriptionHtml(tx, id, `<img data-attachment="${attachment}">`)
      const entryId = await addEntry(tx, { ...entry, authorId: jane, ticketId: id }, 2000)
      await addAttachment(tx, { ...picture, ticketId: id, entryId, kept: false, why: 'Too small.' })
      expect(await addContacts(tx, id, [jane, jane])).toBe(1)
      expect(await addContacts(tx, id, [jane])).toBe(0)
      await rememberReferences(tx, id, ['<a@x>', '<b@x>', '<a@x>'], 2000)
      await applyStimulus(tx, { ticketId: id, stimulus: 'ev_timeout', fields: { urgency: 'Critical' } }, byMail(), 3000)
    })
    const detail = await ticketDetail(store.reads, id)
    expect(TicketDetail.parse(detail)).toEqual(detail)
    expect(detail).toMatchObject({
      ref: 'R-000001',
      state: 'escalated_tto',
      priority: 'Critical',
      callerName: 'Jane Roe',
      callerAddress: 'jane@example.org',
      entryCount: 1,
      description: '<img data-attachment="1">',
      updatedAt: 3000,
      entries: [
        { id: '1', text: 'Still burning.', cutText: '> quoted', cutRule: 'gmail', sentAt: 1500, processedAt: 2000 },
      ],
      attachments: [
        { id: '1', name: 'fire.png', inline: true, kept: true, entryId: null },
        { id: '2', kept: false, why: 'Too small.', entryId: '1' },
      ],
      contacts: [{ personId: String(jane), name: 'Jane Roe', address: 'jane@example.org' }],
      messageIds: ['<a@x>', '<b@x>'],
    })
    expect(detail?.stimuli.map(stimulus => stimulus.code)).toEqual(['ev_assign', 'ev_wait_for_approval'])
    expect(detail?.history.map(line => [line.attribute, line.before, line.after])).toEqual([
      ['urgency', '4', '1'],
      ['status', 'new', 'escalated_tto'],
      ['created', null, 'R-000001'],
    ])
    expect(await ticketDetail(store.reads, 999)).toBeNull()
  })

  it('finds an attachment by its content and name, on this ticket only', async () => {
    const { id } = await create()
    const other = await create()
    const attachmentId = await store.write(tx => addAttachment(tx, { ...picture, ticketId: id }))
    const wanted = { ...picture, ticketId: id, kept: true }
    const found = { id: attachmentId, name: 'fire.png' }
    expect(await attachmentOnTicket(store.reads, { ...wanted, name: 'FIRE.png' })).toEqual(found)
    expect(await attachmentOnTicket(store.reads, { ...wanted, name: null })).toEqual(found)
    expect(await attachmentOnTicket(store.reads, { ...wanted, name: 'smoke.png' })).toBeNull()
    expect(await attachmentOnTicket(store.reads, { ...wanted, ticketId: other.id })).toBeNull()
    expect(await attachmentById(store.reads, attachmentId)).toMatchObject({ name: 'fire.png', kept: true })
  })
})

describe('the list of tickets', () => {
  it('has the latest updated first, in pages, by state', async () => {
    const first = await create({ title: 'First' }, 1000)
    await create({ title: 'Second' }, 2000)
    await create({ title: 'Third' }, 3000)
    await store.write(tx => addEntry(tx, { ...entry, ticketId: first.id }, 4000))
    const all = await listTickets(store.reads, { offset: 0, limit: 2 })
    expect(all.total).toBe(3)
    expect(all.rows.map(row => row.title)).toEqual(['First', 'Third'])
    const rest = await listTickets(store.reads, { offset: 2, limit: 2 })
    expect(rest.rows.map(row => row.title)).toEqual(['Second'])
    await store.write(tx =>
      applyStimulus(tx, { ticketId: first.id, stimulus: 'ev_autoresolve', fields: {} }, byMail(), 5000),
    )
    expect(await listTickets(store.reads, { states: ['resolved'], offset: 0, limit: 9 })).toMatchObject({
      total: 1,
      rows: [{ title: 'First', entryCount: 1, priority: 'Low' }],
    })
  })
})

describe('remembered references', () => {
  it('name every ticket of an id, in the order asked, in one query', async () => {
    await store.write(async tx => {
      await rememberReferences(tx, 7, ['<a@x>', '<b@x>'], 1)
      await rememberReferences(tx, 5, ['<b@x>'], 1)
      await rememberReferences(tx, 5, ['<b@x>'], 2)
      await rememberReferences(tx, 5, [], 2)
    })
    const many = Array.from({ length: 297 }, (_, index) => `<other-${index}@x>`)
    expect(await ticketsByMessageIds(store.reads, ['<b@x>', ...many, '<a@x>', '<b@x>'])).toEqual([
      { messageId: '<b@x>', ticketId: 5 },
      { messageId: '<b@x>', ticketId: 7 },
      { messageId: '<a@x>', ticketId: 7 },
    ])
    expect(await ticketsByMessageIds(store.reads, [])).toEqual([])
  })
})

describe('a deleted ticket', () => {
  it('goes with all that belongs to it; its mail keeps the number, its reference is remembered', async () => {
    const { id, ref } = await create()
    const messageId = await store.write(async tx => {
      const entryId = await addEntry(tx, { ...entry, ticketId: id }, 2000)
      await addAttachment(tx, { ...picture, ticketId: id, entryId })
      await rememberReferences(tx, id, ['<a@x>'], 2000)
      const account = await tx
        .insertInto('account')
        .values({ protocol: 'folder', server: 's', login: 'l' })
        .returning('id')
        .executeTakeFirstOrThrow()
      const folder = await tx
        .insertInto('folder')
        .values({ account_id: account.id, name: 'f', uid_validity: null, highest_uid: null, listed_at: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      const message = {
        folder_id: folder.id,
        uid_validity: '1',
        uid: '1',
        inbox_id: null,
        state: 'processed',
        presence: 'gone',
        size_bytes: 1,
        raw_sha256: null,
        raw_kind: 'none',
        fingerprint: null,
        message_id: '<a@x>',
        sent_at: null,
        received_at: 1,
        kept_at: 1,
        processed_at: 2,
        gone_at: null,
        ticket_id: id,
        into_ticket_id: null,
        pass_over: null,
        decision: '{"kind":"create"}',
        trace: null,
      } as const
      return (await tx.insertInto('message').values(message).returning('id').executeTakeFirstOrThrow()).id
    })
    expect((await ticketDetail(store.reads, id))?.mails).toMatchObject([{ id: String(messageId), outcome: 'create' }])

    await store.write(tx => deleteTicket(tx, id, openChange({ origin: 'interactive', who: 'Ada' }), 3000))
    expect(await ticketById(store.reads, id)).toBeNull()
    expect(await deletedTicketByRef(store.reads, ref.toLowerCase())).toMatchObject({ id, ref, deletedAt: 3000 })
    for (const table of ['entry', 'attachment', 'index_queue', 'ticket_indexed'] as const) {
      expect(await store.reads.selectFrom(table).selectAll().execute(), table).toEqual([])
    }
    const operations = await store.reads.selectFrom('change_operation').select(['attribute', 'before']).execute()
    expect(operations).toEqual([{ attribute: 'deleted', before: ref }])
    expect(await store.reads.selectFrom('message').select('ticket_id').execute()).toEqual([{ ticket_id: id }])
    expect(await ticketsByMessageIds(store.reads, ['<a@x>'])).toEqual([{ messageId: '<a@x>', ticketId: id }])
    const again = store.write(tx => deleteTicket(tx, id, byMail(), 3000))
    await expect(again).rejects.toMatchObject({ code: 'not-found' })
  })
})
