import type { TicketClass } from './classes/class-definition.ts'
import { classDefinition, transitionFor } from './classes/ticket-classes.ts'
import { colonLines, type LineProblem } from './colon-lines.ts'

export type ParsedStimuli = {
  /** State -> stimulus to send after an update in that state. */
  readonly stimuli: Readonly<Record<string, string>>
  readonly problems: readonly LineProblem[]
}

/** Reads the `state:stimulus` lines of an inbox; a line that could never do anything is a problem. */
export function parseStimuli(text: string, ticketClass: TicketClass): ParsedStimuli {
  const definition = classDefinition(ticketClass)
  const problems: LineProblem[] = []
  const stimuli: Record<string, string> = {}
  for (const { line, left: state, right: stimulus } of colonLines(text, problems, 'state:stimulus')) {
    const reason = problemOf(state, stimulus)
    if (reason) problems.push({ line, reason })
    else stimuli[state] = stimulus
  }
  return { stimuli, problems: problems.toSorted((a, b) => a.line - b.line) }

  function problemOf(state: string, stimulus: string): string | null {
    if (!definition.states.some(known => known.code === state)) return `${ticketClass} has no state ${state}.`
    if (!definition.stimuli.some(known => known.code === stimulus)) return `${ticketClass} has no stimulus ${stimulus}.`
    if (!transitionFor(definition, state, stimulus)) return `${stimulus} leads nowhere from the state ${state}.`
    if (Object.hasOwn(stimuli, state)) return `The state ${state} has a stimulus already.`
    return null
  }
}

/** The stimulus that these lines have for a state; null when they have none. What is wrong was refused at save. */
export function stimulusFor(text: string, state: string): string | null {
  return colonLines(text, [], 'state:stimulus').find(line => line.left === state)?.right ?? null
}
