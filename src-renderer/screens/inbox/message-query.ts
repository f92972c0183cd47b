import type { MessageState } from '../../../src-preload/contract/entities/message.ts'
import type { MessageQuery } from '../../stores/views.ts'

export type MessageFilterInput = NonNullable<MessageQuery['filter']>

/** Which stretch of time a filter names. `since` and `until` are days; the presets count from the start of a day. */
export type Period = 'any' | 'today' | 'week' | 'month' | 'chosen'

const DAYS_OF = { today: 1, week: 7, month: 30 } as const

export function withFilter(query: MessageQuery, change: MessageFilterInput): MessageQuery {
  return { ...query, filter: { ...query.filter, ...change } }
}

/** Everything that a person may have narrowed the list by; what the page itself asks for stays. */
export const UNFILTERED: MessageFilterInput = {
  states: undefined,
  search: undefined,
  receivedSince: undefined,
  receivedBefore: undefined,
  withGone: undefined,
}

export function isFiltered({ filter = {} }: MessageQuery): boolean {
  const { states, search, receivedSince, receivedBefore } = filter
  return (states?.length ?? 0) > 0 || Boolean(search) || receivedSince !== undefined || receivedBefore !== undefined
}

/** One state alone, or all of them again when it was alone already. */
export function toggleOnly(
  states: readonly MessageState[] | undefined,
  state: MessageState,
): MessageState[] | undefined {
  return states?.length === 1 && states[0] === state ? undefined : [state]
}

export function periodOf({ receivedSince, receivedBefore }: MessageFilterInput, now: number): Period {
  if (receivedSince === undefined && receivedBefore === undefined) return 'any'
  if (receivedBefore !== undefined) return 'chosen'
  for (const preset of ['today', 'week', 'month'] as const) {
    if (receivedSince === startOfPreset(preset, now)) return preset
  }
  return 'chosen'
}

export function startOfPreset(preset: keyof typeof DAYS_OF, now: number): number {
  return startOfDay(now, 1 - DAYS_OF[preset])
}

/** The first moment of a day as this computer counts days, `days` away. */
export function startOfDay(at: number, days = 0): number {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() + days)
  return day.getTime()
}
