import type { Overview } from '../../../src-preload/contract/entities/host.ts'
import { currentLocale } from '../../i18n/i18n.ts'

/** From the foot of a bar to its top; each with a pattern of its own, so that no colour has to be told apart. */
export const OUTCOMES = ['created', 'updated', 'undesired', 'other', 'error'] as const

export type Day = Overview['days'][number]

/** `10–23 Nov` */
export function nameOfDays(days: readonly Day[]): string {
  const [first, last] = [days[0], days.at(-1)].map(day => Date.parse(`${day?.day}T00:00:00Z`))
  if (first === undefined || last === undefined || Number.isNaN(first) || Number.isNaN(last)) return ''
  const format = new Intl.DateTimeFormat(currentLocale(), { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return format.formatRange(first, last)
}

export function sumOf(day: Day): number {
  return OUTCOMES.reduce((sum, outcome) => sum + day[outcome], 0)
}

/** The desk's day is a day already: it is shown without a time zone of its own. */
export function nameOfDay(day: string, format: Intl.DateTimeFormatOptions): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at)) return day
  return new Intl.DateTimeFormat(currentLocale(), { ...format, timeZone: 'UTC' }).format(at)
}
