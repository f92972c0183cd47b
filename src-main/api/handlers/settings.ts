import { ticketClasses } from '../../engine/desk/classes/ticket-classes.ts'
import { requirePattern } from '../../engine/poll/inboxes/check-config.ts'
import { foreseeSettings, saveSettings } from '../../engine/poll/inboxes/follow-config.ts'
import { loadGlobalSettings } from '../../engine/settings/global-settings.ts'
import type { HandlersOf } from './handler.ts'

const PATTERN_LISTS = ['undesired-subject-patterns', 'introductory-patterns', 'multiline-delimiter-patterns'] as const

export const settingsHandlers: HandlersOf<'settings'> & HandlersOf<'classes'> = {
  'settings.get': engine => loadGlobalSettings(engine.store.reads),
  async 'settings.save'(engine, { values }) {
    for (const name of PATTERN_LISTS) for (const pattern of values[name] ?? []) requirePattern(name, pattern)
    for (const pattern of Object.keys(values['delimiter-patterns'] ?? {})) requirePattern('delimiter-patterns', pattern)
    return { waiting: await saveSettings(engine, values) }
  },
  'settings.effectOnWaiting': (engine, { values }) => foreseeSettings(engine.store.reads, values, engine.clock.now()),
  async 'classes.list'() {
    return ticketClasses.map(({ name, label }) => ({ class: name, label }))
  },
}
