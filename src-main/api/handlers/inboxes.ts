import { join } from 'node:path'
import { addSampleInbox, removeInbox, saveInbox } from '../../engine/poll/inboxes/save-inbox.ts'
import { inboxDetail, inboxSummaries } from '../../engine/poll/inboxes/show-inboxes.ts'
import { inboxById, listInboxes } from '../../engine/settings/inboxes.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'

const TEST_MS = 60_000

export const inboxHandlers: HandlersOf<'inboxes'> = {
  'inboxes.list': engine => inboxSummaries(engine.store.reads, engine.passes.isRunning),
  async 'inboxes.get'(engine, { id }) {
    const rowId = toRowId(id)
    return inboxDetail(engine.store.reads, rowId, engine.passes.isRunning(rowId))
  },
  async 'inboxes.save'(engine, { id, config, password }) {
    const saved = await saveInbox(engine, { id: id === undefined ? undefined : toRowId(id), config, password })
    return { id: String(saved) }
  },
  async 'inboxes.remove'(engine, { id }) {
    await removeInbox(engine, toRowId(id))
    return {}
  },
  async 'inboxes.test'(engine, { id }) {
    const inbox = await inboxById(engine.store.reads, toRowId(id))
    const steps = await engine.sourceFor(inbox).test(AbortSignal.timeout(TEST_MS))
    return { ok: steps.every(step => step.ok), steps: [...steps] }
  },
  async 'inboxes.poll'(engine, { id, actAtOnce }) {
    const inboxes =
      id === undefined
        ? (await listInboxes(engine.store.reads)).filter(inbox => inbox.active)
        : [await inboxById(engine.store.reads, toRowId(id))]
    return { inboxes: await Promise.all(inboxes.map(inbox => engine.passes.run(inbox.id, { actAtOnce }))) }
  },
  async 'inboxes.addSample'(engine) {
    return { id: String(await addSampleInbox(engine, join(engine.options.resourcesDir, 'sample-mailbox'))) }
  },
}
