import type { DeskField, TicketClassDefinition, Transition } from './class-definition.ts'
import { incident } from './incident.ts'
import { userRequest } from './user-request.ts'

/** Every class of ticket, in the order in which screens offer them. */
export const ticketClasses: readonly TicketClassDefinition[] = [userRequest, incident]

/** Throws Error for a class that nobody defined: such a name cannot come from the contract. */
export function classDefinition(name: string): TicketClassDefinition {
  const definition = ticketClasses.find(candidate => candidate.name === name)
  if (!definition) throw new Error(`There is no ticket class ${name}.`)
  return definition
}

export function fieldOf(definition: TicketClassDefinition, code: string): DeskField | null {
  return definition.fields.find(field => field.code === code) ?? null
}

export function transitionFor(definition: TicketClassDefinition, from: string, stimulus: string): Transition | null {
  return definition.transitions.find(step => step.from === from && step.stimulus === stimulus) ?? null
}

/** Whether a step opens again what was settled: resolved or closed. */
export function reopens({ closedStates }: TicketClassDefinition, { from, to }: Transition): boolean {
  const isSettled = (state: string) => state === 'resolved' || closedStates.includes(state)
  return isSettled(from) && !isSettled(to)
}

export function stateLabel(definition: TicketClassDefinition, code: string): string {
  return definition.states.find(state => state.code === code)?.label ?? code
}
