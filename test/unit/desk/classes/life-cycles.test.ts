import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChange } from '../../../../src-main/engine/desk/changes.ts'
import { classDefinition, ticketClasses } from '../../../../src-main/engine/desk/classes/ticket-classes.ts'
import { createPerson } from '../../../../src-main/engine/desk/people/create-person.ts'
import { applyStimulus } from '../../../../src-main/engine/desk/tickets/apply-stimulus.ts'
import { createTicket } from '../../../../src-main/engine/desk/tickets/create-ticket.ts'
import { isOpen, ticketById } from '../../../../src-main/engine/desk/tickets/find-ticket.ts'
import type { Tx } from '../../../../src-main/engine/store/handles.ts'
import { type TempStore, tempStore } from '../../../store/temp-store.ts'
import { plainTicket } from '../plain-ticket.ts'

/** From, stimulus, to, and the fields it asks for: as iTop's documentation draws it, closed -> assigned added. */
const common = `
new            ev_assign      assigned       agent_id
new            ev_timeout     escalated_tto
new            ev_autoresolve resolved
escalated_tto  ev_assign      assigned       agent_id
escalated_tto  ev_autoresolve resolved
assigned       ev_reassign    assigned       agent_id
assigned       ev_pending     pending        pending_reason
assigned       ev_resolve     resolved       solution
assigned       ev_timeout     escalated_ttr
assigned       ev_autoresolve resolved
escalated_ttr  ev_reassign    escalated_ttr  agent_id
escalated_ttr  ev_pending     pending        pending_reason
escalated_ttr  ev_resolve     resolved       solution
escalated_ttr  ev_autoresolve resolved
pending        ev_assign      assigned       agent_id
pending        ev_autoresolve resolved
resolved       ev_close       closed
resolved       ev_autoclose   closed
resolved       ev_reopen      assigned       agent_id
closed         ev_reopen      assigned       agent_id`
const approval = `
new                  ev_wait_for_approval waiting_for_approval approver_id
escalated_tto        ev_wait_for_approval waiting_for_approval approver_id
waiting_for_approval ev_approve           approved
waiting_for_approval ev_reject            rejected
approved             ev_assign            assigned             agent_id
approved             ev_timeout           escalated_tto
approved             ev_autoresolve       resolved
rejected             ev_reopen            assigned             agent_id
rejected             ev_close             closed`

const expected = [...table('Incident', common), ...table('UserRequest', common + approval)]
const allPairs = ticketClasses.flatMap(definition =>
  definition.states.flatMap(state =>
    definition.stimuli.map(stimulus => ({ name: definition.name, from: state.code, stimulus: stimulus.code })),
  ),
)
const impossible = allPairs.filter(
  pair => !expected.some(e => e.name === pair.name && e.from === pair.from && e.stimulus === pair.stimulus),
)

describe('the life cycles', () => {
  let temp: TempStore
  let agent = ''
  beforeAll(async () => {
    temp = tempStore()
    const person = { firstName: 'Ada', name: 'Agent', organisationId: null, addresses: ['ada@example.org'] }
    agent = String(await temp.store.write(tx => createPerson(tx, person, 1)))
  })
  afterAll(() => temp.remove())

  it.each(expected)(
    '$name: $from --$stimulus--> $to, asking for [$needs]',
    async ({ name, from, stimulus, to, needs }) => {
      await temp.store.write(async tx => {
        const ticketId = await ticketIn(tx, name, from)
        const change = openChange({ origin: 'interactive', who: 'Ada' })
        for (const field of needs) {
          const refused = await applyStimulus(tx, { ticketId, stimulus, fields: {} }, change, 5)
          expect(refused).toMatchObject({ ok: false, field })
        }
        if (needs.length > 0) expect(await ticketById(tx, ticketId)).toMatchObject({ state: from, revision: 1 })
        const fields = Object.fromEntries(needs.map(field => [field, field.endsWith('_id') ? agent : 'because']))
        expect(await applyStimulus(tx, { ticketId, stimulus, fields }, change, 5)).toMatchObject({ ok: true, from, to })
        const ticket = await ticketById(tx, ticketId)
        expect(ticket).toMatchObject({
          state: to,
          revision: 2,
          updatedAt: 5,
          closedAt: to === 'closed' ? 5 : null,
          fields,
        })
        expect(ticket && isOpen(ticket)).toBe(to !== 'closed')
      })
    },
  )

  it.each(impossible)('$name: $stimulus leads nowhere from $from', async ({ name, from, stimulus }) => {
    await temp.store.write(async tx => {
      const ticketId = await ticketIn(tx, name, from)
      const change = openChange({ origin: 'interactive', who: 'Ada' })
      const fields = { agent_id: agent, solution: 'x', pending_reason: 'x' }
      const outcome = await applyStimulus(tx, { ticketId, stimulus, fields }, change, 5)
      expect(outcome.ok).toBe(false)
      expect(!outcome.ok && outcome.reason).toMatch(/leads nowhere from there/)
      expect(change.id).toBeNull()
      expect(await ticketById(tx, ticketId)).toMatchObject({ state: from, revision: 1 })
    })
  })

  it('re-assigning asks for another agent than the one there is', async () => {
    await temp.store.write(async tx => {
      const ticketId = await ticketIn(tx, 'Incident', 'new')
      const change = openChange({ origin: 'interactive', who: 'Ada' })
      const fields = { agent_id: 'ada agent' }
      expect(await applyStimulus(tx, { ticketId, stimulus: 'ev_assign', fields }, change, 5)).toMatchObject({
        ok: true,
      })
      expect(await ticketById(tx, ticketId)).toMatchObject({ fields: { agent_id: agent } })
      const again = await applyStimulus(tx, { ticketId, stimulus: 'ev_reassign', fields }, change, 6)
      expect(again).toMatchObject({ ok: false, field: 'agent_id' })
    })
  })

  it.each([
    [{ agent_id: 'nobody' }, 'agent_id'],
    [{ agent_id: '99999' }, 'agent_id'],
    [{ impact: 'enormous' }, 'impact'],
    [{ priority: '1' }, 'priority'],
    [{ title: 'x' }, 'title'],
    [{ __proto__x: 'x' }, '__proto__x'],
  ])('refuses %j and names the field', async (fields, field) => {
    await temp.store.write(async tx => {
      const ticketId = await ticketIn(tx, 'Incident', 'new')
      const change = openChange({ origin: 'interactive', who: 'Ada' })
      expect(await applyStimulus(tx, { ticketId, stimulus: 'ev_autoresolve', fields }, change, 5)).toMatchObject({
        ok: false,
        field,
      })
      expect(await ticketById(tx, ticketId)).toMatchObject({ state: 'new' })
    })
  })

  it('a ticket that is not there is told, not thrown', async () => {
    const change = openChange({ origin: 'interactive', who: 'Ada' })
    const request = { ticketId: 999_999, stimulus: 'ev_assign', fields: {} }
    expect(await temp.store.write(tx => applyStimulus(tx, request, change, 5))).toMatchObject({ ok: false })
  })
})

describe('the classes', () => {
  it('are consistent: states, stimuli and fields that a transition names exist', () => {
    for (const definition of ticketClasses) {
      const states = definition.states.map(state => state.code)
      const fields = definition.fields.map(field => field.code)
      expect(states).toEqual(expect.arrayContaining([definition.initialState, ...definition.closedStates]))
      expect(new Set(fields).size).toBe(fields.length)
      for (const step of definition.transitions) {
        expect(states).toEqual(expect.arrayContaining([step.from, step.to]))
        expect(definition.stimuli.map(stimulus => stimulus.code)).toContain(step.stimulus)
        expect(fields).toEqual(expect.arrayContaining([...step.mandatory, ...step.mustChange]))
      }
    }
  })

  it('an unknown class is a bug of ours', () => {
    expect(() => classDefinition('Change')).toThrow(/no ticket class/)
  })
})

function table(name: 'UserRequest' | 'Incident', text: string) {
  return text
    .trim()
    .split('\n')
    .map(line => {
      const [from = '', stimulus = '', to = '', ...needs] = line.trim().split(/\s+/)
      return { name, from, stimulus, to, needs }
    })
}

async function ticketIn(tx: Tx, name: 'UserRequest' | 'Incident', state: string): Promise<number> {
  const change = openChange({ origin: 'email-processing', who: 'a mail' })
  const { id } = await createTicket(tx, { ...plainTicket, class: name }, change, 1)
  await tx
    .updateTable('ticket')
    .set({ state, closed_at: state === 'closed' ? 2 : null })
    .where('id', '=', id)
    .execute()
  return id
}
