import { listInboxes } from '../../engine/settings/inboxes.ts'
import type { HandlersOf } from './handler.ts'

export const hostHandlers: HandlersOf<'host'> = {
  async 'host.status'(engine) {
    const { version, host, dataDir } = engine.options
    const inboxes = await listInboxes(engine.store.reads)
    return { version, host, dataDir, polling: engine.passes.started, sampleOffered: inboxes.length === 0 }
  },
}
