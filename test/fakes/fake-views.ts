import type { ViewNews, ViewOpened } from '../../src-preload/contract/entities/view.ts'
import { FakeError } from './fake-context.ts'

/** Views over lists in memory: a snapshot of ids, read by range. */
export class FakeViews<Row extends { readonly id: string }> {
  readonly #views = new Map<string, readonly string[]>()
  #last = 0

  open(rows: readonly Row[]): ViewOpened {
    this.#last += 1
    const viewId = `v${this.#last}`
    this.#views.set(
      viewId,
      rows.map(row => row.id),
    )
    return { viewId, total: rows.length, revision: this.#last }
  }

  ids(viewId: string): readonly string[] {
    const ids = this.#views.get(viewId)
    if (!ids) throw new FakeError('This view is closed.')
    return ids
  }

  rows(viewId: string, from: number, count: number, all: readonly Row[]): (Row | null)[] {
    const byId = new Map(all.map(row => [row.id, row]))
    return this.ids(viewId)
      .slice(from, from + count)
      .map(id => byId.get(id) ?? null)
  }

  news(viewId: string, now: readonly Row[]): ViewNews {
    const before = new Set(this.ids(viewId))
    const arrived = now.filter(row => !before.has(row.id)).length
    return { revision: this.#last, arrived, left: before.size - (now.length - arrived) }
  }

  close(viewId: string): void {
    this.#views.delete(viewId)
  }
}
