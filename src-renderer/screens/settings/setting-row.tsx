import { useTranslation } from 'react-i18next'
import { SettingControl } from '../../forms/setting-control.tsx'
import type { SettingField } from '../../forms/setting-fields.ts'
import { showSetting } from '../../forms/show-setting.ts'
import { typedOf } from '../../forms/typed-setting.ts'
import type { SettingsForm } from '../../forms/use-settings-form.ts'

export function settingId(name: string): string {
  return `setting-${name}`
}

type SettingRowProps = { readonly field: SettingField; readonly form: SettingsForm }

/** One setting; where it differs from its default, that is said, with the way back. */
export function SettingRow({ field, form }: SettingRowProps) {
  const { t } = useTranslation()
  const { name } = field
  const title = t(`settingText.${name}.title`)
  const isDefault = form.isDefault(field)
  return (
    <div className="setting-row" data-changed={!isDefault}>
      <SettingControl
        id={settingId(name)}
        field={field}
        typed={form.values[name]}
        issues={form.issuesOf(name)}
        onChange={typed => form.set(name, typed)}
        label={title}
      />
      {!isDefault && (
        <p className="setting-default">
          <span>{t('settings.default', { value: showSetting(field, field.defaultValue, t) })}</span>
          <button
            type="button"
            aria-label={t('settings.resetNamed', { name: title })}
            onClick={() => form.set(name, typedOf(field, field.defaultValue))}
          >
            {t('settings.reset')}
          </button>
        </p>
      )}
    </div>
  )
}
