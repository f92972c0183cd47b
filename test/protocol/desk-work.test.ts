import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FieldDefinition } from '../../src-preload/contract/entities/ticket-views.ts'
import { openTestDesk } from '../faults/desk-over-folder.ts'
import { tempFolder } from '../store/temp-store.ts'
import { type FolderDesk, mailToDesk, openFolderDesk } from './folder-desk.ts'

let desk: FolderDesk
beforeAll(async () => {
  desk = await openFolderDesk()
})
afterAll(() => desk?.close())

const SENT_AT = Date.parse('2026-01-05T07:30:00Z')
/** A ticket that a mail opened. */
async function openTicket(subject: string) {
  const raw = mailToDesk({ subject, date: SENT_AT, messageId: `<${subject.replaceAll(' ', '-')}@example.org>` })
  const inboxId = await desk.addInbox(await desk.mailFolder([raw]))
  await desk.ask('inboxes.poll', { id: inboxId })
  const ticket = (await desk.tickets()).find(({ title }) => title === subject)
  if (!ticket) throw new Error('No ticket was opened')
  return { ticket, inboxId }
}

describe('tickets.fields and tickets.get', () => {
  it('agree on the fields of a form and their order', async () => {
    const { ticket } = await openTicket('Order of fields')
    const fields = await desk.ask('tickets.fields', { class: 'UserRequest' })
    expect(FieldDefinition.array().parse(fields)).toEqual(fields)
    expect(ticket.shownFields.map(({ code, label, readOnly }) => ({ code, label, readOnly }))).toEqual(
      fields.map(({ code, label, readOnly }) => ({ code, label, readOnly })),
    )
    const field = (code: string) => fields.find(known => known.code === code)
    expect(field('title')).toMatchObject({ kind: 'text', mandatory: true, maxLength: 255, values: [] })
    expect(field('org_id')).toMatchObject({ kind: 'organisation', mandatory: false, maxLength: null })
    expect(field('agent_id')?.kind).toBe('person')
    expect(field('description')?.kind).toBe('html')
    expect(field('urgency')).toMatchObject({
      kind: 'enum',
      values: expect.arrayContaining([{ code: '1', label: 'Critical' }]),
    })
    expect(await desk.ask('tickets.fields', { class: 'Incident' })).not.toEqual(fields)
    expect(await desk.refusal('tickets.fields', { class: 'Wish' })).toMatchObject({
      code: 'invalid-input',
      field: 'class',
    })
  })

  it('know when the mail that opened the ticket was sent, also after it was taken in again', async () => {
    const { ticket, inboxId } = await openTicket('Sent long ago')
    expect(ticket).toMatchObject({ sentAt: SENT_AT, callerId: expect.any(String), organisationId: null })
    const [message] = await desk.messages(inboxId)
    await desk.ask('messages.reset', { selection: { ids: [message?.id ?? ''] } })
    await desk.ask('messages.process', { selection: { ids: [message?.id ?? ''] } })
    const again = await desk.ask('tickets.get', { id: ticket.id })
    expect(again.entries).toHaveLength(1)
    expect(again.sentAt).toBe(SENT_AT)
  })
})

describe('tickets.edit', () => {
  it('changes a ticket, tells the screens, and is found by the new words', async () => {
    const { ticket } = await openTicket('Broken lamp')
    const told = new Promise(resolve => {
      const off = desk.api.on(event => {
        if (event.name !== 'ticket.changed') return
        off()
        resolve(event.data.id)
      })
    })
    const fields = { title: 'Lanterne cassée', urgency: 'High', description: 'Two lamps.\n\nBoth dark.' }
    await desk.ask('tickets.edit', { id: ticket.id, fields })
    expect(await told).toBe(ticket.id)
    expect(await desk.ask('tickets.get', { id: ticket.id })).toMatchObject({
      title: 'Lanterne cassée',
      priority: 'Critical',
      description: '<p>Two lamps.</p>\n<p>Both dark.</p>',
    })
    const found = async () => (await desk.ask('tickets.list', { search: 'lanterne' })).rows.map(({ id }) => id)
    await vi.waitFor(async () => expect(await found()).toEqual([ticket.id]), { timeout: 20_000 })
  })

  it.each([
    [{ title: '' }, 'fields.title'],
    [{ urgency: 'Extreme' }, 'fields.urgency'],
    [{ priority: '1' }, 'fields.priority'],
    [{ caller_id: 'Nobody At All' }, 'fields.caller_id'],
    [{ nonsense: 'x' }, 'fields.nonsense'],
  ])('of %j is refused at its field, and nothing else of it is done', async (wrong, field) => {
    const { ticket } = await openTicket(`Refused ${field}`)
    const before = await desk.ask('tickets.get', { id: ticket.id })
    const edit = { id: ticket.id, fields: { service_id: 'Lighting', ...wrong } }
    expect(await desk.refusal('tickets.edit', edit)).toMatchObject({ code: 'invalid-input', field })
    expect(await desk.ask('tickets.get', { id: ticket.id })).toEqual(before)
  })

  it('of a ticket that is not there says so', async () => {
    expect(await desk.refusal('tickets.edit', { id: '99999', fields: {} })).toMatchObject({ code: 'not-found' })
  })
})

describe('persons.get', () => {
  it('shows one person; a list is narrowed to an organisation', async () => {
    const { id: organisationId } = await desk.ask('organisations.save', { name: 'Nordic' })
    const person = { firstName: 'Kim', name: 'Lund', organisationId, addresses: ['kim@nordic.example'] }
    const { id } = await desk.ask('persons.save', person)
    expect(await desk.ask('persons.get', { id })).toEqual({ ...person, id, active: true, organisationName: 'Nordic' })
    expect(await desk.ask('persons.list', { organisationId })).toMatchObject({ total: 1, rows: [{ id }] })
    expect(await desk.refusal('persons.get', { id: '99999' })).toMatchObject({ code: 'not-found', field: 'id' })
    expect(await desk.refusal('persons.list', { organisationId: 'x' })).toMatchObject({ field: 'organisationId' })
  })
})

describe('polling.pause', () => {
  it('stops the clock over a restart, and is told in the status and the overview', async () => {
    const { dir, remove } = tempFolder()
    let paused = await openTestDesk(dir)
    paused.engine.start()
    expect(await paused.ask('host.status', {})).toMatchObject({ polling: true })
    const told = new Promise(resolve => {
      paused.engine.events.on(event => event.name === 'settings.changed' && resolve(event.name))
    })
    await paused.ask('polling.pause', { paused: true })
    expect(await told).toBe('settings.changed')
    expect(await paused.ask('host.status', {})).toMatchObject({ polling: false })
    await paused.close()

    paused = await openTestDesk(dir)
    paused.engine.start()
    expect(await paused.ask('host.status', {})).toMatchObject({ polling: false })
    const { hindrances, ...overview } = await paused.ask('overview.get', {})
    expect(overview).toMatchObject({ paused: true })
    expect(overview.days).toHaveLength(14)
    expect(hindrances.map(({ kind }) => kind)).toEqual(['paused', 'no-inbox'])
    await paused.ask('polling.pause', { paused: false })
    expect(await paused.ask('host.status', {})).toMatchObject({ polling: true })
    expect(await paused.ask('overview.get', { days: 1 })).toMatchObject({ paused: false, days: [{ created: 0 }] })
    await paused.close()
    remove()
  })

  it('leaves a check by hand as it is', async () => {
    await desk.ask('polling.pause', { paused: true })
    const { ticket } = await openTicket('Checked by hand')
    expect(ticket.title).toBe('Checked by hand')
    await desk.ask('polling.pause', { paused: false })
  })
})
