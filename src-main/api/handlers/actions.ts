import type { Engine } from '../../engine/index.ts'
import {
  cancelAction,
  cancelAllActions,
  queuePutBack,
  retryAction,
  retryAllActions,
} from '../../engine/outbox/change-actions.ts'
import { listActions } from '../../engine/outbox/show-actions.ts'
import { listInboxes } from '../../engine/settings/inboxes.ts'
import type { Tx } from '../../engine/store/handles.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'
import { startPass, startPassByHand } from './start-pass.ts'

export const actionHandlers: HandlersOf<'actions'> = {
  'actions.list': (engine, page) => listActions(engine.store.reads, page),
  async 'actions.cancel'(engine, { id }) {
    await change(engine, (tx, now) => cancelAction(tx, toRowId(id), now))
    return {}
  },
  async 'actions.cancelAll'(engine) {
    return { cancelled: await change(engine, cancelAllActions) }
  },
  async 'actions.retry'(engine, { id }) {
    const inboxId = await change(engine, (tx, now) => retryAction(tx, toRowId(id), now))
    if (inboxId !== null) startPassByHand(engine, inboxId)
    return {}
  },
  async 'actions.retryAll'(engine) {
    const retried = await change(engine, retryAllActions)
    const inboxes = retried === 0 ? [] : await listInboxes(engine.store.reads)
    for (const inbox of inboxes) await startPass(engine, inbox.id)
    return { retried }
  },
  async 'actions.putBack'(engine, { id }) {
    startPassByHand(engine, await change(engine, (tx, now) => queuePutBack(tx, toRowId(id), now)))
    return {}
  },
}

async function change<T>(engine: Engine, work: (tx: Tx, now: number) => Promise<T>): Promise<T> {
  const result = await engine.store.write(tx => work(tx, engine.clock.now()))
  engine.events.emit('actions.changed', {})
  engine.events.emit('messages.changed', { inboxId: null })
  return result
}
