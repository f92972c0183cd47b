import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldDefinition } from '../../../src-preload/contract/entities/ticket-views.ts'
import { OrganisationPicker } from '../people/organisation-picker.tsx'
import { PersonPicker } from '../people/person-picker.tsx'
import { fieldId } from './field-problems.ts'
import { fieldWord, valueWord } from './ticket-words.ts'

type FieldInputProps = {
  readonly field: FieldDefinition
  /** As the contract takes it: of an enum the code, of a key the id. */
  readonly value: string
  /** What the stored value is called. */
  readonly shown: string
  readonly error: string | null
  readonly description?: string | undefined
  /** Takes the focus when its dialog opens. */
  readonly first?: boolean
  onChange(value: string): void
}

/** The input for one field of a ticket, by its kind. */
export function FieldInput({ field, value, shown, error, description, first = false, onChange }: FieldInputProps) {
  const { t } = useTranslation()
  const { code, kind, mandatory, maxLength, values } = field
  const common = {
    id: fieldId(code),
    label: fieldWord(t, code, field.label),
    error,
    required: mandatory,
    ...(description === undefined ? {} : { description }),
  }
  switch (kind) {
    case 'enum':
      return (
        <Select
          {...common}
          data-autofocus={first || undefined}
          placeholder={t('ticket.choose')}
          data={values.map(each => ({ value: each.code, label: valueWord(t, code, each.code, each.label) }))}
          allowDeselect={!mandatory}
          clearable={!mandatory}
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          value={value === '' ? null : value}
          onChange={next => onChange(next ?? '')}
        />
      )
    case 'person':
      return <PersonPicker {...common} first={first} value={value} shown={shown} onChange={onChange} />
    case 'organisation':
      return (
        <OrganisationPicker
          {...common}
          first={first}
          value={{ id: value === '' ? null : value, newName: '' }}
          onChange={({ id }) => onChange(id ?? '')}
        />
      )
    case 'html':
    case 'text':
      return maxLength === null ? (
        <Textarea
          {...common}
          data-autofocus={first || undefined}
          autosize
          minRows={kind === 'html' ? 4 : 2}
          maxRows={12}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      ) : (
        <TextInput
          {...common}
          data-autofocus={first || undefined}
          autoComplete="off"
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )
  }
}
