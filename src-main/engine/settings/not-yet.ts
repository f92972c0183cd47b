import type { SettingsOverrides } from '../../../src-preload/contract/settings/settings.ts'
import { AppError } from '../errors.ts'

type NotYet = { readonly code: 'not-yet'; readonly field: string; readonly message: string }

/** A setting that would have no effect yet is refused in words: nobody shall rely on what is not there. */
export function refuseSettingsNotYet(values: SettingsOverrides): void {
  const [first] = settingsNotYet(values)
  if (first) throw new AppError(first.code, first.message, { field: first.field })
}

/** All of them; `prefix` comes before the name of the setting in `field`. */
export function settingsNotYet(values: SettingsOverrides, prefix = ''): readonly NotYet[] {
  const found: NotYet[] = []
  const refuse = (name: keyof SettingsOverrides, message: string) => {
    found.push({ code: 'not-yet', message, field: prefix + name })
  }
  if (values.use_message_id_as_uid === true) {
    refuse('use_message_id_as_uid', 'Messages are recognised by their UID only, for now; leave this switched off.')
  }
  return found
}
