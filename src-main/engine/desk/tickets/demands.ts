import type { TicketClassDefinition, Transition } from '../classes/class-definition.ts'
import { fieldOf } from '../classes/ticket-classes.ts'
import { type Fields, type Refusal, refused } from './read-fields.ts'

/** A mandatory field that can have one value only has it, as in iTop. */
export function withOnlyChoices(definition: TicketClassDefinition, step: Transition, fields: Fields): Fields {
  const filled: Record<string, string> = { ...fields }
  for (const code of step.mandatory) {
    const values = fieldOf(definition, code)?.values
    if (!filled[code] && values?.length === 1) filled[code] = values[0]?.code ?? ''
  }
  return filled
}

/** What a transition asks for and does not get; null when it may be done. */
export function unmetDemand(
  definition: TicketClassDefinition,
  step: Transition,
  before: Fields,
  after: Fields,
): Refusal | null {
  for (const code of step.mandatory) {
    if (!after[code]) return refused(`${step.stimulus} needs a value for ${labelOf(definition, code)}.`, code)
  }
  for (const code of step.mustChange) {
    if (after[code] === before[code]) {
      return refused(`${step.stimulus} needs a new value for ${labelOf(definition, code)}.`, code)
    }
  }
  return null
}

/** The fields that a person has to give for this transition: mandatory and empty, or to be changed. */
export function askedFields(definition: TicketClassDefinition, step: Transition, fields: Fields): readonly string[] {
  const filled = withOnlyChoices(definition, step, fields)
  return [...new Set([...step.mandatory.filter(code => !filled[code]), ...step.mustChange])]
}

/**
 * May a ticket in this state be without the field? Not when every way by hand into the state asks for it: an assigned
 * ticket has an agent. Rules and timers ask for nothing, and do not count.
 */
export function isDemandedIn(definition: TicketClassDefinition, state: string, code: string): boolean {
  const internal = new Set(definition.stimuli.filter(stimulus => stimulus.internal).map(stimulus => stimulus.code))
  const ways = definition.transitions.filter(step => step.to === state && !internal.has(step.stimulus))
  return ways.length > 0 && ways.every(step => step.mandatory.includes(code))
}

function labelOf(definition: TicketClassDefinition, code: string): string {
  return fieldOf(definition, code)?.label ?? code
}
