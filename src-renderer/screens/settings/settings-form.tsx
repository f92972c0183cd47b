import { IconSearchOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../src-preload/contract/settings/settings.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { toast, toastFailure } from '../../components/toast.ts'
import { focusFirst } from '../../forms/focus-field.ts'
import { fromEngine } from '../../forms/issues.ts'
import { SaveBar } from '../../forms/save-bar.tsx'
import { type SettingField, sectionNames, settingFields } from '../../forms/setting-fields.ts'
import { Unsaved } from '../../forms/unsaved.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { tellEffect } from '../inbox-form/use-effect-on-waiting.ts'
import { SettingRow, settingId } from './setting-row.tsx'

type SettingsFormProps = { readonly stored: Settings; readonly search: string }

/** Every setting by section, as its schema describes it. */
export function SettingsForm({ stored, search }: SettingsFormProps) {
  const { t } = useTranslation()
  const form = useSettingsForm(stored)
  const [busy, setBusy] = useState(false)
  const showWrong = () => focusFirst(form.wrong.map(settingId))
  const save = async () => {
    if (form.toSave === null) {
      showWrong()
      return
    }
    setBusy(true)
    try {
      const { waiting } = await call('settings.save', { values: form.toSave })
      form.stored()
      toast(`${t('common.saved')} ${tellEffect(t, 'after', waiting)}`.trim())
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const { field, ...issue } = fromEngine({ field: error.field ?? '', message: error.message }, form.linesOf)
      const name = field.replace(/^(values|settings)\./, '')
      if (document.getElementById(settingId(name))) form.refuse({ ...issue, field: name })
      else toastFailure(error.message)
      focusFirst([settingId(name)])
    } finally {
      setBusy(false)
    }
  }
  const isFound = (field: SettingField) => {
    const words = [field.name, t(`settingText.${field.name}.title`), t(`settingText.${field.name}.help`)]
    return search === '' || words.some(each => each.toLocaleLowerCase().includes(search.toLocaleLowerCase()))
  }
  const found = settingFields.filter(isFound)
  return (
    <form
      className="form settings-form"
      noValidate
      aria-label={t('frame.settings')}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Unsaved dirty={form.changed.length > 0 && !busy} />
      {sectionNames.map(section => {
        const fields = found.filter(field => field.section === section)
        return fields.length === 0 ? null : (
          <section key={section} className="form-section" aria-labelledby={`part-${section}`}>
            <h2 id={`part-${section}`} tabIndex={-1}>
              {t(`settingSection.${section}`)}
            </h2>
            {fields.map(field => (
              <SettingRow key={field.name} field={field} form={form} />
            ))}
          </section>
        )
      })}
      {found.length === 0 && (
        <EmptyState
          icon={<IconSearchOff size={40} stroke={1.2} />}
          title={t('settings.nothingFound')}
          advice={t('settings.nothingFoundAdvice')}
        />
      )}
      <SaveBar
        changes={form.changed.length}
        wrong={form.wrong.length}
        busy={busy}
        onSave={save}
        onDiscard={form.drop}
        onShowWrong={showWrong}
      />
      <button type="submit" hidden />
    </form>
  )
}
