import { AppError } from '../../engine/errors.ts'
import { listInboxes } from '../../engine/settings/inboxes.ts'
import type { HandlersOf } from './handler.ts'

export const hostHandlers: HandlersOf<'host'> = {
  async 'host.status'(engine) {
    const { version, host, dataDir } = engine.options
    const inboxes = await listInboxes(engine.store.reads)
    return { version, host, dataDir, polling: engine.passes.started, sampleOffered: inboxes.length === 0 }
  },
  async 'host.capabilities'({ desktop }) {
    return { opensLinks: desktop !== null, desktopPreferences: desktop !== null }
  },
  async 'host.openLink'({ desktop }, { url }) {
    if (!desktop) throw new AppError('not-allowed', 'Postdesk runs as a service here: the browser opens links itself.')
    await desktop.openLink(url)
    return {}
  },
}
