import { countOrphans, removeOrphans } from '../../engine/desk/changes.ts'
import { backUp } from '../../engine/upkeep/backup.ts'
import { checkStore } from '../../engine/upkeep/check-store.ts'
import { exportDesk } from '../../engine/upkeep/export-desk.ts'
import type { HandlersOf } from './handler.ts'

export const storeHandlers: HandlersOf<'store'> & HandlersOf<'changes'> = {
  'store.check': engine => checkStore(engine.store, engine.clock.now()),
  'store.backup': (engine, order) => backUp(engine.store, order, engine.clock.now()),
  'store.export': (engine, order) => exportDesk(engine.store, order),
  async 'changes.clean'(engine, { limit, count, olderThanMs }) {
    const olderThan = engine.clock.now() - olderThanMs
    const queries: { name: string; ms: number }[] = []
    const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const startedAt = performance.now()
      const result = await work()
      queries.push({ name, ms: Math.round((performance.now() - startedAt) * 100) / 100 })
      return result
    }
    const counted =
      count === 0 ? null : await timed('count', () => countOrphans(engine.store.reads, { olderThan, atLeast: count }))
    const removed =
      limit === 0 ? 0 : await timed('delete', () => engine.store.write(tx => removeOrphans(tx, { olderThan, limit })))
    return { counted, atLeast: count > 0, removed, queries }
  },
}
