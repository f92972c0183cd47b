import type { AnyEvent } from '../../src-preload/contract/events.ts'
import type { ViewSource } from './view-source.ts'

type Page<Row> = { readonly total: number; readonly rows: readonly Row[] }

/**
 * A long list over a procedure that answers page by page instead of keeping a view: row numbers may move while somebody
 * scrolls, which lists of people seldom do.
 */
export function pagedSource<Row extends { readonly id: string }, Query>(
  read: (query: Query, offset: number, limit: number) => Promise<Page<Row>>,
  isStale: (event: AnyEvent) => boolean,
): ViewSource<Row, Query> {
  const opened = new Map<string, { readonly query: Query; readonly total: number }>()
  let last = 0
  return {
    async open(query, first) {
      // One at least: some sources tell their total only with rows.
      const { total, rows } = await read(query, 0, Math.max(1, first))
      last += 1
      const viewId = `paged ${last}`
      opened.set(viewId, { query, total })
      return { viewId, total, revision: last, rows: rows.slice(0, first) }
    },
    async rows(viewId, from, count) {
      const view = opened.get(viewId)
      if (!view) return []
      return (await read(view.query, from, count)).rows
    },
    async news(viewId) {
      const view = opened.get(viewId)
      if (!view) return { revision: last, arrived: 0, left: 0 }
      const { total } = await read(view.query, 0, 1)
      return { revision: last, arrived: Math.max(0, total - view.total), left: Math.max(0, view.total - total) }
    },
    async close(viewId) {
      opened.delete(viewId)
    },
    isStale,
  }
}
