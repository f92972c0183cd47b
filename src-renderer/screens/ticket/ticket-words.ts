import type { TFunction } from 'i18next'
import { ticketStateWord } from '../../components/ticket-state-mark.tsx'
import { en } from '../../i18n/en/index.ts'

/**
 * Words for what the classes of tickets hold as data: fields, values, stimuli. What has none here is shown as the
 * engine calls it.
 */
const FIELDS = en.ticketField
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = en.ticketValue
const STIMULI = en.ticketStimulus
const PRIORITIES = en.ticketPriority
const OUTCOMES = en.mailOutcome
const ORIGINS = en.changeOrigin

export function fieldWord(t: TFunction, code: string, label?: string): string {
  return isKeyOf(FIELDS, code) ? t(`ticketField.${code}`) : (label ?? code.replaceAll('_', ' '))
}

/** `value` is the code of an enum; anything else is shown as it is. */
export function valueWord(t: TFunction, field: string, value: string, label?: string): string {
  if (VALUES[field]?.[value] === undefined) return label ?? value
  // Codes such as "bug fixed" are no keys that the types could know.
  return t(`ticketValue.${field}.${value}` as 'ticketValue.impact.1')
}

export function stimulusWord(t: TFunction, code: string, label: string): string {
  return isKeyOf(STIMULI, code) ? t(`ticketStimulus.${code}`) : label
}

/** Rows carry the label of the priority. */
export function priorityWord(t: TFunction, label: string): string {
  const code = priorityCode(label)
  return code === null ? label : t(`ticketPriority.${code}`)
}

export function priorityCode(label: string): keyof typeof PRIORITIES | null {
  const code = label.toLowerCase()
  return isKeyOf(PRIORITIES, code) ? code : null
}

export function outcomeWord(t: TFunction, outcome: string): string {
  return isKeyOf(OUTCOMES, outcome) ? t(`mailOutcome.${outcome}`) : outcome
}

export function originWord(t: TFunction, origin: string): string {
  return isKeyOf(ORIGINS, origin) ? t(`changeOrigin.${origin}`) : origin
}

function isKeyOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key)
}

/** Stimuli name the state they lead to by its label. */
export function stateOfTarget(t: TFunction, target: string): string {
  const code = target.toLowerCase().replaceAll(' ', '_')
  return ticketStateWord(t, code, target)
}
