import { describe, expect, test } from 'vitest'
import { isolate } from '../../../src-renderer/i18n/isolate.ts'
import { dayOf, startOfDay } from '../../../src-renderer/screens/first-look/local-day.ts'
import { niceCeiling } from '../../../src-renderer/screens/overview/nice-ceiling.ts'

describe('the top of the scale', () => {
  test.each([
    [0, 2],
    [1, 2],
    [3, 4],
    [7, 8],
    [9, 10],
    [15, 20],
    [86, 100],
    [101, 200],
    [350, 400],
    [70_001, 80_000],
  ])('over %i is %i', (most, ceiling) => {
    expect(niceCeiling(most)).toBe(ceiling)
  })
})

describe('a day of the date field', () => {
  test('begins at midnight of this computer and comes back', () => {
    const at = startOfDay('2026-03-29') ?? 0
    expect(new Date(at).getHours()).toBe(0)
    expect(dayOf(at)).toBe('2026-03-29')
  })

  test.each(['', '2026', 'today', '0000-00-00'])('that is none (%j) has no beginning', day => {
    expect(startOfDay(day)).toBeNull()
  })
})

describe('text of others in a sentence', () => {
  test('stays as it is where nothing turns', () => {
    expect(isolate('Anna Berg & Söhne')).toBe('Anna Berg & Söhne')
  })

  test('keeps its direction to itself, and cannot break out', () => {
    expect(isolate('a\u202eb')).toBe('\u2068a\u202eb\u2069')
    expect(isolate('\u2069\u202eb\u2068')).toBe('\u2068\u202eb\u2069')
    expect(isolate('שלום')).toBe('\u2068שלום\u2069')
  })
})
