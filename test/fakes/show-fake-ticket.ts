import type { Transition } from '../../src-main/engine/desk/classes/class-definition.ts'
import { classDefinition, stateLabel } from '../../src-main/engine/desk/classes/ticket-classes.ts'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import type { FakeDesk } from './fake-desk.ts'

/** What a person may send from where the ticket stands. */
export function stepsFrom(ticket: TicketDetail): readonly Transition[] {
  const { transitions, stimuli } = classDefinition(ticket.class)
  const byHand = new Set(stimuli.filter(({ internal }) => !internal).map(({ code }) => code))
  return transitions.filter(({ from, stimulus }) => from === ticket.state && byHand.has(stimulus))
}

/** A ticket as `tickets.get` answers it: caller, fields and stimuli follow from the desk and from its class. */
export function showTicket(desk: FakeDesk, ticket: TicketDetail): TicketDetail {
  const definition = classDefinition(ticket.class)
  const caller = desk.people.find(({ addresses }) => addresses.includes(ticket.callerAddress))
  const organisation = desk.organisations.find(({ name }) => name === ticket.organisationName)
  const values: Readonly<Record<string, string>> = {
    caller_id: caller?.id ?? '',
    org_id: organisation?.id ?? '',
    ...fieldsOf(ticket),
  }
  const nameOf = (target: string | undefined, id: string) => {
    if (target === 'organisation') return desk.organisations.find(each => each.id === id)?.name
    const person = desk.people.find(each => each.id === id)
    return person && `${person.firstName} ${person.name}`.trim()
  }
  return {
    ...ticket,
    callerId: caller?.id ?? null,
    organisationId: organisation?.id ?? null,
    entryCount: ticket.entries.length,
    shownFields: definition.fields
      .filter(({ code }) => !code.endsWith('_log'))
      .map(({ code, label, values: known, target, readOnly }) => {
        const value = values[code] ?? ''
        const shown = target ? nameOf(target, value) : known?.find(each => each.code === value)?.label
        return { code, label, value, shown: shown ?? value, readOnly: readOnly ?? false }
      }),
    stimuli: stepsFrom(ticket).map(step => ({
      code: step.stimulus,
      label: definition.stimuli.find(({ code }) => code === step.stimulus)?.label ?? step.stimulus,
      target: stateLabel(definition, step.to),
      asks: [...new Set([...step.mandatory.filter(code => !values[code]), ...step.mustChange])],
    })),
  }
}

/** Every field by its code, those with a place of their own as well. */
export function fieldsOf(ticket: TicketDetail): Readonly<Record<string, string>> {
  const { title, descriptionText, origin, ref, state } = ticket
  return { ...ticket.fields, title, description: descriptionText, origin, ref, status: state }
}
