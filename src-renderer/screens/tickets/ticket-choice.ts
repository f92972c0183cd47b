import { z } from 'zod'
import { create } from 'zustand'
import { TicketClass } from '../../../src-preload/contract/entities/inbox.ts'
import type { TicketCounts } from '../../../src-preload/contract/entities/ticket-views.ts'
import { TicketSort } from '../../../src-preload/contract/entities/ticket-views.ts'
import type { TicketQuery } from '../../stores/views.ts'

/** A day counts from its beginning here; `days: 1` is today. */
const Since = z.union([
  z.object({ days: z.int().min(1).max(3650) }),
  z.object({ date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
])
export type Since = z.infer<typeof Since>

const Named = z.object({ id: z.string(), name: z.string() })

/**
 * What a person chose for the list of tickets, as he thinks of it: "within 7 days" stays that tomorrow. Also the shape
 * in which views are saved.
 */
export const TicketChoice = z.object({
  search: z.string().max(500).default(''),
  /** Codes; none means all. */
  states: z.array(z.string()).default([]),
  classes: z.array(TicketClass).default([]),
  since: Since.nullable().default(null),
  caller: Named.nullable().default(null),
  organisation: Named.nullable().default(null),
  sort: TicketSort.prefault({}),
  /** The order while something is searched for. */
  searchSort: TicketSort.prefault({ by: 'relevance' }),
})
export type TicketChoice = z.output<typeof TicketChoice>

export const EVERYTHING: TicketChoice = TicketChoice.parse({})

/** Kept for as long as the window is open: the list is found again as it was left. */
export const useTicketChoice = create<{ readonly choice: TicketChoice }>(() => ({ choice: EVERYTHING }))

/** Changes a part of the choice. */
export function choose(part: Partial<TicketChoice>): void {
  useTicketChoice.setState(({ choice }) => ({ choice: { ...choice, ...part } }))
}

/** A new search begins with the best hits. */
export function searchFor(search: string): void {
  const { choice } = useTicketChoice.getState()
  choose(choice.search === '' ? { search, searchSort: EVERYTHING.searchSort } : { search })
}

/** Puts another choice in place of the whole. */
export function replaceChoice(choice: TicketChoice): void {
  useTicketChoice.setState({ choice })
}

/** All filters away; the search and the order stay. */
export function clearFilters(): void {
  const { search, sort, searchSort } = useTicketChoice.getState().choice
  replaceChoice({ ...EVERYTHING, search, sort, searchSort })
}

export function sortOf({ search, sort, searchSort }: TicketChoice): TicketSort {
  return search === '' ? sort : searchSort
}

export function isFiltered({ states, classes, since, caller, organisation }: TicketChoice): boolean {
  return states.length > 0 || classes.length > 0 || since !== null || caller !== null || organisation !== null
}

export function sameChoice(left: TicketChoice, right: TicketChoice): boolean {
  return JSON.stringify(TicketChoice.parse(left)) === JSON.stringify(TicketChoice.parse(right))
}

/** The choice as the engine is asked. */
export function toQuery(choice: TicketChoice, now: number): TicketQuery {
  const { search, states, classes, since, caller, organisation } = choice
  return {
    filter: {
      ...(search === '' ? {} : { search }),
      ...(states.length === 0 ? {} : { states: [...states] }),
      ...(classes.length === 0 ? {} : { classes: [...classes] }),
      ...(since === null ? {} : { updatedSince: beginOf(since, now) }),
      ...(caller === null ? {} : { callerId: caller.id }),
      ...(organisation === null ? {} : { organisationId: organisation.id }),
    },
    sort: sortOf(choice),
  }
}

/** Midnight on this computer. */
export function beginOf(since: Since, now: number): number {
  if ('date' in since) return new Date(`${since.date}T00:00:00`).getTime()
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - since.days + 1).getTime()
}

export type Scope = 'open' | 'all' | 'closed'

/** Null when the chosen states are neither all open ones nor all closed ones. */
export function scopeOf(states: readonly string[], counts: TicketCounts | null): Scope | null {
  if (states.length === 0) return 'all'
  return (['open', 'closed'] as const).find(scope => sameSet(states, statesOf(scope, counts))) ?? null
}

export function statesOf(scope: Scope, counts: TicketCounts | null): string[] {
  if (scope === 'all') return []
  return (counts?.states ?? []).filter(({ closed }) => closed === (scope === 'closed')).map(({ code }) => code)
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every(each => right.includes(each))
}
