import { ticketClasses } from '../../engine/desk/classes/ticket-classes.ts'
import { patternLists, requirePatterns } from '../../engine/poll/inboxes/check-patterns.ts'
import { foreseeSettings, saveSettings } from '../../engine/poll/inboxes/follow-config.ts'
import { loadGlobalSettings } from '../../engine/settings/global-settings.ts'
import type { HandlersOf } from './handler.ts'

export const settingsHandlers: HandlersOf<'settings'> & HandlersOf<'classes'> = {
  'settings.get': engine => loadGlobalSettings(engine.store.reads),
  async 'settings.save'(engine, { values }) {
    await requirePatterns(engine.reader, patternLists(values))
    return { waiting: await saveSettings(engine, values) }
  },
  'settings.effectOnWaiting': (engine, { values }) => foreseeSettings(engine.store.reads, values, engine.clock.now()),
  async 'classes.list'() {
    return ticketClasses.map(({ name, label }) => ({ class: name, label }))
  },
}
