import { describe, expect, test } from 'vitest'
import {
  beginOf,
  EVERYTHING,
  isFiltered,
  sameChoice,
  scopeOf,
  statesOf,
  TicketChoice,
  toQuery,
} from '../../../src-renderer/screens/tickets/ticket-choice.ts'

const NOON = new Date(2026, 6, 6, 12).getTime()
const state = (code: string, closed: boolean) => ({ code, label: code, closed, count: 1 })
const COUNTS = {
  total: 3,
  states: [state('new', false), state('assigned', false), state('closed', true)],
  classes: [],
}

describe('what was chosen for the list of tickets', () => {
  test('asks for everything, the latest first, when nothing was chosen', () => {
    expect(toQuery(EVERYTHING, NOON)).toEqual({ filter: {}, sort: { by: 'updated', descending: true } })
    expect(isFiltered(EVERYTHING)).toBe(false)
  })

  test('is ordered by relevance while something is searched for', () => {
    const query = toQuery({ ...EVERYTHING, search: 'toner' }, NOON)
    expect(query).toMatchObject({ filter: { search: 'toner' }, sort: { by: 'relevance' } })
    expect(isFiltered({ ...EVERYTHING, search: 'toner' })).toBe(false)
  })

  test('of the last days begins at midnight, and moves on with the days', () => {
    expect(beginOf({ days: 1 }, NOON)).toBe(new Date(2026, 6, 6).getTime())
    expect(beginOf({ days: 7 }, NOON)).toBe(new Date(2026, 5, 30).getTime())
    expect(beginOf({ date: '2026-02-03' }, NOON)).toBe(new Date(2026, 1, 3).getTime())
    const choice = { ...EVERYTHING, since: { days: 7 } }
    expect(toQuery(choice, NOON)).toEqual(toQuery(choice, NOON + 3_600_000))
    expect(toQuery(choice, NOON)).not.toEqual(toQuery(choice, NOON + 86_400_000))
  })

  test('is open, all or closed, or neither of these', () => {
    expect(statesOf('open', COUNTS)).toEqual(['new', 'assigned'])
    expect(scopeOf(['assigned', 'new'], COUNTS)).toBe('open')
    expect(scopeOf(['closed'], COUNTS)).toBe('closed')
    expect(scopeOf([], COUNTS)).toBe('all')
    expect(scopeOf(['new'], COUNTS)).toBeNull()
    expect(scopeOf(['new'], null)).toBeNull()
  })

  test('is the same after it was written down and read again', () => {
    const choice = TicketChoice.parse({ states: ['new'], since: { days: 30 }, caller: { id: '7', name: 'Zoë' } })
    const read = TicketChoice.parse(JSON.parse(JSON.stringify(choice)))
    expect(sameChoice(read, choice)).toBe(true)
    expect(sameChoice(read, { ...choice, search: 'x' })).toBe(false)
    expect(toQuery(read, NOON)).toMatchObject({ filter: { states: ['new'], callerId: '7' } })
  })
})
