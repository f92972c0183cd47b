import { randomUUID } from 'node:crypto'
import { AppError } from '../../errors.ts'
import type { Clock } from '../../ports.ts'

/** A list as it was when it was opened: row numbers do not move while somebody scrolls. */
export type View<Question> = {
  readonly viewId: string
  /** What was asked, to find out later what a view opened then would have. */
  readonly question: Question
  /** Row numbers of the store, in the order of the list. */
  readonly ids: Uint32Array
}

export interface ViewShelf<Question> {
  open(question: Question, ids: Uint32Array): View<Question>
  /** Throws AppError `not-found` for one that was closed, or not used for a while. */
  get(viewId: string): View<Question>
  close(viewId: string): void
}

/** More than any number of windows show; 100,000 rows are 400 KB. */
const MOST_VIEWS = 64
const IDLE_MS = 30 * 60_000

/** Keeps the open views of one kind of list in memory; the one that was not used for longest makes room. */
export function createViewShelf<Question>(clock: Clock): ViewShelf<Question> {
  /** In the order of their last use. */
  const views = new Map<string, { readonly view: View<Question>; readonly usedAt: number }>()

  function put(view: View<Question>): void {
    views.delete(view.viewId)
    views.set(view.viewId, { view, usedAt: clock.now() })
  }

  function dropOld(): void {
    for (const [viewId, { usedAt }] of views) {
      if (views.size <= MOST_VIEWS && usedAt > clock.now() - IDLE_MS) return
      views.delete(viewId)
    }
  }

  return {
    open(question, ids) {
      const view = { viewId: randomUUID(), question, ids }
      put(view)
      dropOld()
      return view
    },
    get(viewId) {
      dropOld()
      const found = views.get(viewId)
      if (!found) {
        throw new AppError('not-found', 'This list was not used for a while and is closed; open it again.', {
          field: 'viewId',
        })
      }
      put(found.view)
      return found.view
    },
    close(viewId) {
      views.delete(viewId)
    },
  }
}
