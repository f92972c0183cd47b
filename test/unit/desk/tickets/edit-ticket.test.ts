import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChange } from '../../../../src-main/engine/desk/changes.ts'
import { saveOrganisation } from '../../../../src-main/engine/desk/people/organisations.ts'
import { savePerson } from '../../../../src-main/engine/desk/people/save-person.ts'
import { applyStimulus } from '../../../../src-main/engine/desk/tickets/apply-stimulus.ts'
import { addAttachment } from '../../../../src-main/engine/desk/tickets/attachments.ts'
import { createTicket } from '../../../../src-main/engine/desk/tickets/create-ticket.ts'
import { editTicket } from '../../../../src-main/engine/desk/tickets/edit-ticket.ts'
import { ticketDetail } from '../../../../src-main/engine/desk/tickets/ticket-detail.ts'
import type { DeskStore } from '../../../../src-main/engine/store/open.ts'
import { TicketDetail } from '../../../../src-preload/contract/entities/ticket.ts'
import { type TempStore, tempStore } from '../../../store/temp-store.ts'
import { plainTicket } from '../plain-ticket.ts'

let temp: TempStore
let store: DeskStore
let ticketId: number
let ada: number
beforeEach(async () => {
  temp = tempStore()
  store = temp.store
  const person = (firstName: string, name: string, address: string) =>
    store.write(tx => savePerson(tx, { firstName, name, organisationId: null, addresses: [address] }, 1))
  ada = await person('Ada', 'Byron', 'ada@example.org')
  await person('Kim', 'Lund', 'kim@example.org')
  await store.write(tx => saveOrganisation(tx, { name: 'Nordic', domains: [] }, 1))
  const change = openChange({ origin: 'email-processing', who: 'ada@example.org' })
  const ticket = { ...plainTicket, callerId: ada }
  ticketId = (await store.write(tx => createTicket(tx, ticket, change, 1000))).id
  await store.write(async tx => {
    await tx.deleteFrom('index_queue').execute()
  })
})
afterEach(() => temp.remove())

const edit = (fields: Readonly<Record<string, string>>, now = 2000) =>
  store.write(tx => editTicket(tx, { ticketId, fields }, openChange({ origin: 'interactive', who: 'Desk' }), now))
async function detail() {
  const found = await ticketDetail(store.reads, ticketId)
  if (!found) throw new Error('The ticket is not there')
  return TicketDetail.parse(found)
}
const shown = (ticket: TicketDetail, code: string) => ticket.shownFields.find(field => field.code === code)

describe('editing a ticket', () => {
  it('changes fields by code, shown as people read them, with the priority that follows', async () => {
    const outcome = await edit({
      title: '  The printer\nburns ',
      org_id: 'nordic',
      caller_id: 'kim@example.org',
      impact: '2',
      urgency: 'Critical',
      service_id: 'Printing',
      origin: 'phone',
    })
    expect(outcome).toMatchObject({ ok: true })
    const ticket = await detail()
    expect(ticket).toMatchObject({
      title: 'The printer burns',
      callerName: 'Kim Lund',
      organisationName: 'Nordic',
      priority: 'Critical',
      origin: 'phone',
      updatedAt: 2000,
    })
    expect(shown(ticket, 'caller_id')).toMatchObject({ label: 'Caller', shown: 'Kim Lund', value: ticket.callerId })
    expect(shown(ticket, 'org_id')).toMatchObject({ shown: 'Nordic', value: ticket.organisationId })
    expect(shown(ticket, 'impact')).toMatchObject({ value: '2', shown: 'A service', readOnly: false })
    expect(shown(ticket, 'priority')).toMatchObject({ value: '1', shown: 'Critical', readOnly: true })
    expect(shown(ticket, 'origin')?.shown).toBe('Phone')
    expect(shown(ticket, 'status')).toMatchObject({ value: 'new', shown: 'New', readOnly: true })
  })

  it('is in the history, one line a field that changed, persons by name; and queued for the index', async () => {
    await edit({ title: plainTicket.title, urgency: '1', caller_id: 'Kim Lund' })
    const { history } = await detail()
    expect(history.map(({ attribute, before, after, origin }) => [attribute, before, after, origin])).toEqual([
      ['priority', '4', '1', 'interactive'],
      ['caller_id', 'Ada Byron', 'Kim Lund', 'interactive'],
      ['urgency', '4', '1', 'interactive'],
      ['created', null, 'R-000001', 'email-processing'],
    ])
    expect(await store.reads.selectFrom('index_queue').select('ticket_id').execute()).toEqual([{ ticket_id: ticketId }])
  })

  it('that changes nothing leaves no trace', async () => {
    const before = await detail()
    const same = Object.fromEntries(before.shownFields.filter(field => !field.readOnly).map(f => [f.code, f.value]))
    expect(await edit(same)).toEqual({ ok: true, changed: [] })
    expect(await detail()).toEqual(before)
    expect(await store.reads.selectFrom('index_queue').selectAll().execute()).toEqual([])
  })

  it.each([
    [{ title: '' }, 'title', 'Title may not be empty.'],
    [{ title: 'x'.repeat(256) }, 'title', 'Title takes at most 255 characters.'],
    [{ caller_id: '' }, 'caller_id', 'Caller may not be empty.'],
    [{ caller_id: 'Nobody' }, 'caller_id', 'Caller: There is no person Nobody.'],
    [{ urgency: 'Extreme' }, 'urgency', 'Urgency has no value Extreme.'],
    [{ urgency: '' }, 'urgency', 'Urgency may not be empty.'],
    [{ priority: '1' }, 'priority', 'Priority cannot be set.'],
    [{ status: 'closed' }, 'status', 'Status cannot be set.'],
    [{ colour: 'red' }, 'colour', 'User request has no field colour.'],
  ])('is refused as a whole for %j', async (wrong, field, reason) => {
    const before = await detail()
    expect(await edit({ service_id: 'Printing', ...wrong })).toEqual({ ok: false, field, reason })
    expect(await detail()).toEqual(before)
  })

  it('makes tidy HTML of a description, and lists the pictures that it no longer shows', async () => {
    const picture = {
      ticketId,
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
    await store.write(tx => addAttachment(tx, { ...picture, entryId: null }))
    await edit({ description: 'Smoke <b>&\r\nfire.\r\n\r\n  Call me.\n' })
    const ticket = await detail()
    expect(ticket).toMatchObject({
      descriptionFormat: 'html',
      description: '<p>Smoke &lt;b&gt;&amp;<br>fire.</p>\n<p>&nbsp; Call me.</p>',
      descriptionText: 'Smoke <b>&\nfire.\n\n  Call me.',
    })
    expect(ticket.attachments).toMatchObject([{ name: 'fire.png', inline: false }])
    await edit({ description: '' })
    expect(await detail()).toMatchObject({ descriptionFormat: 'none', description: '', descriptionText: '' })
  })

  it('leaves what the state of the ticket asks for', async () => {
    const change = openChange({ origin: 'interactive', who: 'Desk' })
    const assign = { ticketId, stimulus: 'ev_assign', fields: { agent_id: String(ada) } }
    await store.write(tx => applyStimulus(tx, assign, change, 1500))
    expect(await edit({ agent_id: '' })).toMatchObject({
      ok: false,
      field: 'agent_id',
      reason: expect.stringContaining('while the ticket'),
    })
    expect(await edit({ agent_id: 'Kim Lund' })).toMatchObject({ ok: true, changed: ['agent_id'] })
  })
})

describe('the stimuli of a ticket', () => {
  it('ask for what is mandatory and empty, or has to change', async () => {
    const asks = async () =>
      Object.fromEntries((await detail()).stimuli.map(({ code, asks: fields }) => [code, fields]))
    expect(await asks()).toEqual({ ev_assign: ['agent_id'], ev_wait_for_approval: ['approver_id'] })
    await edit({ agent_id: 'Kim Lund' })
    expect(await asks()).toMatchObject({ ev_assign: [] })
    const change = openChange({ origin: 'interactive', who: 'Desk' })
    await store.write(tx => applyStimulus(tx, { ticketId, stimulus: 'ev_assign', fields: {} }, change, 1500))
    // A resolution code stands there from the start.
    expect(await asks()).toEqual({
      ev_reassign: ['agent_id'],
      ev_pending: ['pending_reason'],
      ev_resolve: ['solution'],
    })
  })
})
