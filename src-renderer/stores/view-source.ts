import type { Selection } from '../../src-preload/contract/entities/selection.ts'
import type { ViewNews, ViewOpened } from '../../src-preload/contract/entities/view.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'

/**
 * A long list as the engine offers it: opened by filter and sort, then read in ranges. Each kind of list has one
 * source; `view-list-store.ts` does the rest.
 */
export type ViewSource<Row extends { readonly id: string }, Query> = {
  /** With so many rows from the top. */
  open(query: Query, first: number): Promise<ViewOpened & { readonly rows: readonly (Row | null)[] }>
  rows(viewId: string, from: number, count: number): Promise<readonly (Row | null)[]>
  news(viewId: string): Promise<ViewNews>
  close(viewId: string): Promise<unknown>
  /** May a row, or what belongs into the list, be another after this event? */
  isStale(event: AnyEvent): boolean
}

/** Which rows are chosen: some, or all but some. */
export type Chosen =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> }

export const NOTHING_CHOSEN: Chosen = { kind: 'some', ids: new Set() }

export function isChosen(chosen: Chosen, id: string): boolean {
  return chosen.kind === 'some' ? chosen.ids.has(id) : !chosen.except.has(id)
}

export function countChosen(chosen: Chosen, total: number): number {
  return chosen.kind === 'some' ? chosen.ids.size : Math.max(0, total - chosen.except.size)
}

export function toggleChosen(chosen: Chosen, id: string): Chosen {
  const ids = new Set(chosen.kind === 'some' ? chosen.ids : chosen.except)
  if (!ids.delete(id)) ids.add(id)
  return chosen.kind === 'some' ? { kind: 'some', ids } : { kind: 'all', except: ids }
}

/** Null when nothing is chosen, or the view is not open. */
export function toSelection(chosen: Chosen, viewId: string | null): Selection | null {
  if (chosen.kind === 'some') return chosen.ids.size === 0 ? null : { ids: [...chosen.ids] }
  return viewId === null ? null : { viewId, except: [...chosen.except] }
}
