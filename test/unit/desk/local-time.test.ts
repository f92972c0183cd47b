import { afterEach, describe, expect, it } from 'vitest'
import { dayOf, minuteOf, startOfDay } from '../../../src-main/engine/desk/local-time.ts'

const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

describe('the days of the desk', () => {
  it.each([
    ['UTC', '2026-03-29T23:30:00Z', '2026-03-29', '2026-03-29 23:30'],
    ['Europe/Paris', '2026-03-29T22:30:00Z', '2026-03-30', '2026-03-30 00:30'],
    ['America/New_York', '2026-03-29T03:05:00Z', '2026-03-28', '2026-03-28 23:05'],
  ])('are those of its time zone: %s', (TZ, at, day, minute) => {
    process.env['TZ'] = TZ
    expect(dayOf(Date.parse(at))).toBe(day)
    expect(minuteOf(Date.parse(at))).toBe(minute)
  })

  it('begin at midnight there, also around the day that has 23 hours', () => {
    process.env['TZ'] = 'Europe/Paris'
    const noon = Date.parse('2026-03-30T10:00:00Z')
    expect([0, 1, 2].map(back => new Date(startOfDay(noon, back)).toISOString())).toEqual([
      '2026-03-29T22:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-27T23:00:00.000Z',
    ])
    expect(startOfDay(noon, -1) - startOfDay(noon)).toBe(24 * 3_600_000)
  })
})
