import { describe, expect, test } from 'vitest'
import {
  isFiltered,
  periodOf,
  startOfDay,
  startOfPreset,
  toggleOnly,
  UNFILTERED,
  withFilter,
} from '../../../src-renderer/screens/inbox/message-query.ts'

const NOON = new Date(2026, 6, 6, 12).getTime()

describe('the filter of a list of messages', () => {
  test('is cleared of what a person chose and keeps what the page is about', () => {
    const query = {
      filter: { inboxId: '3', causes: ['too-big'], states: ['error' as const], search: 'x', withGone: true },
    }
    expect(isFiltered(query)).toBe(true)
    const cleared = withFilter(query, UNFILTERED)
    expect(isFiltered(cleared)).toBe(false)
    expect(JSON.parse(JSON.stringify(cleared))).toEqual({ filter: { inboxId: '3', causes: ['too-big'] } })
  })

  test('on one state alone is taken off by the same button', () => {
    expect(toggleOnly(undefined, 'error')).toEqual(['error'])
    expect(toggleOnly(['error', 'held'], 'error')).toEqual(['error'])
    expect(toggleOnly(['error'], 'error')).toBeUndefined()
  })

  test('names a period by what people call it', () => {
    expect(periodOf({}, NOON)).toBe('any')
    for (const preset of ['today', 'week', 'month'] as const) {
      expect(periodOf({ receivedSince: startOfPreset(preset, NOON) }, NOON)).toBe(preset)
    }
    expect(periodOf({ receivedSince: startOfPreset('today', NOON), receivedBefore: NOON }, NOON)).toBe('chosen')
    // Yesterday's "today" is a day like any other.
    expect(periodOf({ receivedSince: startOfPreset('today', NOON) }, NOON + 86_400_000)).toBe('chosen')
  })

  test('counts days as the calendar does, the short and the long one too', () => {
    for (const [year, month, day] of [
      [2026, 2, 29],
      [2026, 9, 25],
      [2026, 11, 31],
    ] as const) {
      const next = new Date(startOfDay(new Date(year, month, day, 23, 59).getTime(), 1))
      expect([next.getHours(), next.getDate()]).toEqual([0, new Date(year, month, day + 1).getDate()])
    }
    expect(startOfPreset('week', NOON)).toBe(new Date(2026, 5, 30).getTime())
  })
})
