import { useMemo, useState } from 'react'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import { type Settings, SettingsOverrides } from '../../src-preload/contract/settings/settings.ts'
import { type FieldIssue, fromEngine } from './issues.ts'
import type { Line } from './lines.ts'
import { isSettingName, type SettingField, type SettingName, settingField, settingFields } from './setting-fields.ts'
import { isSameTyped, linesOfSetting, readTyped, type TypedSetting, typedOf } from './typed-setting.ts'
import { useDraft } from './use-draft.ts'
import { useEngineCheck } from './use-engine-check.ts'

type TypedSettings = Readonly<Record<SettingName, TypedSetting>>

export type SettingsForm = {
  readonly values: TypedSettings
  readonly changed: readonly SettingName[]
  /** What would be saved: the changed settings only. Null while something is wrong. */
  readonly toSave: SettingsOverrides | null
  readonly wrong: readonly SettingName[]
  set(name: SettingName, typed: TypedSetting): void
  issuesOf(name: SettingName): readonly FieldIssue[]
  isDefault(field: SettingField): boolean
  refuse(issue: FieldIssue | null): void
  /** The entries of a setting that takes one a line. */
  linesOf(field: string): readonly Line[]
  stored(): void
  drop(): void
}

/** The global settings as a form: checked by their schemas at each key, by the engine a moment later. */
export function useSettingsForm(stored: Settings): SettingsForm {
  const storedKey = JSON.stringify(stored)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words are the same settings
  const base = useMemo(() => typedSettings(stored), [storedKey])
  const draft = useDraft(base, (name, left, right) => isSameTyped(settingField(name), left, right))
  const [refusal, setRefusal] = useState<FieldIssue | null>(null)

  const changed = settingFields.map(({ name }) => name).filter(name => draft.changed.includes(name))
  const { values: toSave, issues } = readChanged(changed, draft.values)
  const engine = useEngineCheck(undefined, carrierOf(toSave))
  const linesOf = (field: string) => {
    const name = field.replace(/^(settings|values)\./, '')
    return isSettingName(name) ? linesOfSetting(draft.values[name]) : []
  }
  const found = engine.flatMap(issue => {
    const at = fromEngine(issue, linesOf)
    return at.field.startsWith('settings.') ? [{ ...at, field: at.field.slice('settings.'.length) }] : []
  })
  const known = [...issues, ...found.filter(isAbout(changed)), ...(refusal === null ? [] : [refusal])]
  return {
    values: draft.values,
    changed,
    toSave: issues.length > 0 ? null : toSave,
    wrong: settingFields.map(({ name }) => name).filter(name => known.some(({ field }) => field === name)),
    set(name, typed) {
      draft.set(name, typed)
      if (refusal?.field === name) setRefusal(null)
    },
    issuesOf: name => known.filter(({ field }) => field === name),
    isDefault: field => isSameTyped(field, draft.values[field.name], typedOf(field, field.defaultValue)),
    refuse: setRefusal,
    linesOf,
    stored() {
      draft.stored()
      setRefusal(null)
    },
    drop() {
      draft.drop()
      setRefusal(null)
    },
  }
}

function typedSettings(stored: Settings): TypedSettings {
  return Object.fromEntries(
    settingFields.map(field => [field.name, typedOf(field, stored[field.name])]),
  ) as TypedSettings
}

function readChanged(names: readonly SettingName[], values: TypedSettings) {
  const read: Record<string, unknown> = {}
  const issues: FieldIssue[] = []
  for (const name of names) {
    const result = readTyped(settingField(name), values[name])
    if (result.ok) read[name] = result.value
    else issues.push(...result.issues)
  }
  // Every value went through its own schema above; this only names the type.
  const whole = SettingsOverrides.safeParse(read)
  return { values: whole.success ? whole.data : {}, issues }
}

/** The engine checks the settings of an inbox: one that never is carries the global ones there. */
function carrierOf(settings: SettingsOverrides): InboxConfig | null {
  if (Object.keys(settings).length === 0) return null
  return InboxConfig.parse({ name: '…', protocol: 'folder', path: '…', settings })
}

function isAbout(names: readonly SettingName[]): (issue: FieldIssue) => boolean {
  return ({ field }) => names.some(name => name === field)
}
