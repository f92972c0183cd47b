import { ticketClasses } from '../../engine/desk/classes/ticket-classes.ts'
import { patternLists, requirePatterns } from '../../engine/poll/inboxes/check-patterns.ts'
import { loadGlobalSettings, saveGlobalSettings } from '../../engine/settings/global-settings.ts'
import type { HandlersOf } from './handler.ts'

export const settingsHandlers: HandlersOf<'settings'> & HandlersOf<'classes'> = {
  'settings.get': engine => loadGlobalSettings(engine.store.reads),
  async 'settings.save'(engine, { values }) {
    await requirePatterns(engine.reader, patternLists(values))
    await engine.store.write(tx => saveGlobalSettings(tx, values))
    engine.events.emit('settings.changed', {})
    return {}
  },
  async 'classes.list'() {
    return ticketClasses.map(({ name, label }) => ({ class: name, label }))
  },
}
