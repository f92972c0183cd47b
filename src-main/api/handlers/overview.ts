import { showOverview } from '../../engine/poll/overview/show-overview.ts'
import type { HandlersOf } from './handler.ts'

export const overviewHandlers: HandlersOf<'overview'> & HandlersOf<'polling'> = {
  'overview.get': (engine, { days }) => showOverview(engine, days),
  async 'polling.pause'(engine, { paused }) {
    await engine.passes.pause(paused)
    engine.events.emit('settings.changed', {})
    return {}
  },
}
