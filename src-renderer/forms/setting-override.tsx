import { Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { errorOf } from './field-issues.tsx'
import type { FieldIssue } from './issues.ts'
import { SettingControl } from './setting-control.tsx'
import type { SettingField } from './setting-fields.ts'
import { showSetting } from './show-setting.ts'
import { type TypedSetting, typedOf } from './typed-setting.ts'

type SettingOverrideProps = {
  readonly id: string
  readonly field: SettingField
  /** Null: the global value holds. */
  readonly typed: TypedSetting | null
  readonly globalValue: unknown
  readonly issues: readonly FieldIssue[]
  readonly onChange: (typed: TypedSetting | null) => void
}

/**
 * A setting in one inbox: empty means the global value, which is shown in its place. Lists, which may well be empty,
 * are switched to a value of their own.
 */
export function SettingOverride({ id, field, typed, globalValue, issues, onChange }: SettingOverrideProps) {
  const { t } = useTranslation()
  const inherited = t('common.inherited', { value: showSetting(field, globalValue, t) })
  const title = t(`settingText.${field.name}.title`)
  switch (field.kind) {
    case 'number':
    case 'text':
    case 'size':
    case 'dimensions':
      return (
        <SettingControl
          id={id}
          field={field}
          typed={typed ?? ''}
          issues={issues}
          placeholder={inherited}
          onChange={next => onChange(next === '' ? null : next)}
        />
      )
    case 'yes-no':
      return (
        <Select
          id={id}
          label={title}
          description={t(`settingText.${field.name}.help`)}
          error={errorOf(issues)}
          allowDeselect={false}
          value={typed === null ? 'inherited' : String(typed)}
          data={[
            { value: 'inherited', label: inherited },
            { value: 'true', label: t('form.yes') },
            { value: 'false', label: t('form.no') },
          ]}
          onChange={value => onChange(value === 'inherited' ? null : value === 'true')}
        />
      )
    case 'lines':
    case 'tag-classes':
    case 'pattern-switches':
    case 'by-class':
      return (
        <div className="setting-own">
          <Switch
            id={typed === null ? id : `${id}-own`}
            label={title}
            description={typed === null ? inherited : t('form.own')}
            checked={typed !== null}
            onChange={event => onChange(event.currentTarget.checked ? typedOf(field, globalValue) : null)}
          />
          {typed !== null && <SettingControl id={id} field={field} typed={typed} issues={issues} onChange={onChange} />}
        </div>
      )
  }
}
