import { Input, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TicketClass } from '../../src-preload/contract/entities/inbox.ts'
import { errorOf } from './field-issues.tsx'
import type { FieldIssue } from './issues.ts'
import { LinesField } from './lines-field.tsx'
import { PatternRowsField } from './pattern-rows-field.tsx'
import type { SettingField } from './setting-fields.ts'
import type { TypedSetting } from './typed-setting.ts'

type SettingControlProps = {
  readonly id: string
  readonly field: SettingField
  readonly typed: TypedSetting
  readonly issues: readonly FieldIssue[]
  readonly onChange: (typed: TypedSetting) => void
  /** What stands beside or below the label; the title alone when left out. */
  readonly label?: ReactNode
  readonly placeholder?: string | undefined
}

/** The control for one setting, as its schema asks for it. */
export function SettingControl({ id, field, typed, issues, onChange, label, placeholder }: SettingControlProps) {
  const { t } = useTranslation()
  const { name, kind } = field
  const title = t(`settingText.${name}.title`)
  const text = { id, label: label ?? title, description: t(`settingText.${name}.help`) }
  const error = errorOf(issues)
  switch (kind) {
    case 'number':
      return (
        <NumberInput
          {...text}
          error={error}
          className="form-short"
          hideControls
          allowDecimal={!field.isWhole}
          allowNegative={false}
          placeholder={placeholder}
          value={typeof typed === 'number' || typeof typed === 'string' ? typed : ''}
          rightSection={<Unit field={field} />}
          rightSectionWidth="auto"
          onChange={onChange}
        />
      )
    case 'yes-no':
      return (
        <Switch
          {...text}
          error={error}
          checked={typed === true}
          onChange={event => onChange(event.currentTarget.checked)}
        />
      )
    case 'text':
    case 'size':
    case 'dimensions':
      return (
        <TextInput
          {...text}
          error={error}
          className={kind === 'text' ? undefined : 'form-short'}
          spellCheck={false}
          autoComplete="off"
          placeholder={placeholder}
          value={typeof typed === 'string' ? typed : ''}
          rightSection={kind === 'text' ? undefined : <Unit field={field} />}
          rightSectionWidth="auto"
          onChange={event => onChange(event.currentTarget.value)}
        />
      )
    case 'lines':
    case 'tag-classes':
      return (
        <LinesField
          id={id}
          label={text.label}
          description={text.description}
          issues={issues}
          value={typeof typed === 'string' ? typed : ''}
          onChange={onChange}
        />
      )
    case 'pattern-switches':
      return (
        <PatternRowsField
          id={id}
          label={text.label}
          name={title}
          description={text.description}
          issues={issues}
          rows={Array.isArray(typed) ? typed : []}
          onChange={onChange}
        />
      )
    case 'by-class':
      return (
        <Input.Wrapper label={text.label} labelElement="div" description={text.description} error={error}>
          <fieldset className="plain by-class" id={id} tabIndex={-1} aria-label={title}>
            {TicketClass.options.map(ticketClass => (
              <Select
                key={ticketClass}
                label={t(`ticketClass.${ticketClass}`)}
                allowDeselect={false}
                value={choiceOf(typed, ticketClass) ?? field.choices[0] ?? null}
                data={field.choices.map(value => ({ value, label: t(`form.choice.${logName(value)}`) }))}
                onChange={value => value !== null && onChange({ ...choicesOf(typed), [ticketClass]: value })}
              />
            ))}
          </fieldset>
        </Input.Wrapper>
      )
  }
}

function Unit({ field }: { readonly field: SettingField }) {
  const { t } = useTranslation()
  return field.unit === null ? null : <span className="form-unit">{t(`form.unit.${field.unit}`)}</span>
}

function choicesOf(typed: TypedSetting): Readonly<Record<string, string>> {
  return typeof typed === 'object' && !Array.isArray(typed) ? (typed as Readonly<Record<string, string>>) : {}
}

function choiceOf(typed: TypedSetting, ticketClass: string): string | undefined {
  return choicesOf(typed)[ticketClass]
}

function logName(choice: string): 'public_log' | 'private_log' {
  return choice === 'private_log' ? 'private_log' : 'public_log'
}
