import { z } from 'zod'
import type { Log } from '../../engine/ports.ts'
import { readJsonFile, writeJsonFile } from './json-file.ts'

/** What lies in `preferences.json`. Start at login is not in it: the system itself knows whether it is on. */
const StoredPreferences = z.object({
  keepRunning: z.boolean().default(true),
  notifyErrors: z.boolean().default(true),
  notifyTickets: z.boolean().default(false),
  /** Was it said once that Postdesk goes on without its window? */
  stayExplained: z.boolean().default(false),
})
export type StoredPreferences = z.output<typeof StoredPreferences>

export type Preferences = {
  current(): StoredPreferences
  /** Throws when the file cannot be written; then nothing has changed. */
  save(values: { readonly [K in keyof StoredPreferences]?: StoredPreferences[K] | undefined }): void
}

export function openPreferences(file: string, log: Log): Preferences {
  let current = readJsonFile(file, StoredPreferences, log) ?? StoredPreferences.parse({})
  return {
    current: () => current,
    save(values) {
      const given = Object.entries(values).filter(([, value]) => value !== undefined)
      const next = StoredPreferences.parse({ ...current, ...Object.fromEntries(given) })
      writeJsonFile(file, next)
      current = next
    },
  }
}
