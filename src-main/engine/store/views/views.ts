import type { ViewNews, ViewOpened } from '../../../../src-preload/contract/entities/view.ts'
import type { Clock } from '../../ports.ts'
import type { Snapshot, Snapshots } from '../snapshots.ts'
import { compareRows } from './compare-rows.ts'
import { createPace } from './pace.ts'
import { createViewShelf, type View } from './view-shelf.ts'

/** The open lists of one kind. Whoever names one that is closed gets AppError `not-found` with field `viewId`. */
export interface Views<Question> {
  open(question: Question): Promise<ViewOpened>
  get(viewId: string): View<Question>
  /** Costs about as much as opening the list, and nothing while nothing was committed. */
  news(viewId: string): Promise<ViewNews>
  close(viewId: string): void
}

export type ViewKind<Question> = {
  /** Row numbers of the store in the order of the list. */
  find(snapshot: Snapshot, question: Question): Promise<Uint32Array>
  /** The same rows in the order that costs least. */
  inAnyOrder(question: Question): Question
}

export function createViews<Question>(
  snapshots: Snapshots,
  clock: Clock,
  { find, inAnyOrder }: ViewKind<Question>,
): Views<Question> {
  const shelf = createViewShelf<Question>(clock)
  const pace = createPace<ViewNews>(clock)
  const lastNews = new WeakMap<View<Question>, ViewNews>()

  async function compare(view: View<Question>): Promise<ViewNews> {
    const news = await snapshots.read(async snapshot => {
      const now = await find(snapshot, inAnyOrder(view.question))
      return { revision: snapshot.revision, ...compareRows(view.ids, now) }
    })
    lastNews.set(view, news)
    return news
  }

  return {
    async open(question) {
      const { ids, revision } = await snapshots.read(async snapshot => {
        return { ids: await find(snapshot, question), revision: snapshot.revision }
      })
      const view = shelf.open(question, ids)
      lastNews.set(view, { revision, arrived: 0, left: 0 })
      return { viewId: view.viewId, total: ids.length, revision }
    },
    get: viewId => shelf.get(viewId),
    async news(viewId) {
      const view = shelf.get(viewId)
      const last = lastNews.get(view)
      const revision = await snapshots.read(async snapshot => snapshot.revision)
      return last?.revision === revision ? last : pace.run(viewId, () => compare(view))
    },
    close: viewId => shelf.close(viewId),
  }
}
