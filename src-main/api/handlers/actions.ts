import { cancelAction, listActions } from '../../engine/outbox/show-actions.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'

export const actionHandlers: HandlersOf<'actions'> = {
  'actions.list': (engine, page) => listActions(engine.store.reads, page),
  async 'actions.cancel'(engine, { id }) {
    await engine.store.write(tx => cancelAction(tx, toRowId(id), engine.clock.now()))
    engine.events.emit('actions.changed', {})
    return {}
  },
}
