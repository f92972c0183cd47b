import { Select } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { useQuery } from '../../stores/create-query-store.ts'
import { organisations } from '../../stores/queries.ts'
import type { OrganisationChoice } from './person-values.ts'

type OrganisationPickerProps = {
  readonly id?: string
  readonly label: string
  readonly description?: string
  readonly value: OrganisationChoice
  readonly error?: ReactNode
  readonly required?: boolean
  /** Takes the focus when its dialog opens. */
  readonly first?: boolean
  /** May a name be written that is not there yet? */
  readonly creatable?: boolean
  onChange(value: OrganisationChoice): void
}

/** Ids and new names in one list of options: those of new ones begin with this. */
const NEW = 'new:'
const MOST_SHOWN = 50

/** One organisation by a part of its name; a name that is not there yet can be added where that is allowed. */
export function OrganisationPicker(props: OrganisationPickerProps) {
  const { id, label, description, value, error, required = false, first = false, creatable = false, onChange } = props
  const { t } = useTranslation()
  const known = useQuery(organisations, {}).data ?? []
  const [typed, setTyped] = useState('')
  const wanted = typed.trim()
  const isKnown = known.some(({ name }) => name.toLocaleLowerCase() === wanted.toLocaleLowerCase())
  const newLabel = t('person.newOrganisation', { name: value.newName })
  const isChosen = value.newName !== '' && [value.newName, newLabel].includes(wanted)
  const offersNew = creatable && wanted !== '' && !isKnown && !isChosen
  const data = [
    ...known.map(({ id: key, name }) => ({ value: key, label: name })),
    ...(value.newName === '' ? [] : [{ value: NEW + value.newName, label: newLabel }]),
    ...(offersNew ? [{ value: NEW + wanted, label: t('person.createOrganisation', { name: wanted }) }] : []),
  ]
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      label={label}
      description={description}
      placeholder={t('person.noOrganisation')}
      data={data}
      searchable
      withAsterisk={required}
      data-autofocus={first || undefined}
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      limit={MOST_SHOWN}
      maxDropdownHeight={280}
      nothingFoundMessage={t('organisations.noneFound')}
      value={value.newName === '' ? value.id : NEW + value.newName}
      error={error}
      filter={({ options, search }) => {
        const part = search.trim().toLocaleLowerCase()
        return options.filter(
          option =>
            'value' in option && (option.value === NEW + wanted || option.label.toLocaleLowerCase().includes(part)),
        )
      }}
      renderOption={({ option }) => <ForeignText>{option.label}</ForeignText>}
      onSearchChange={setTyped}
      onChange={chosen =>
        onChange(
          chosen?.startsWith(NEW) ? { id: null, newName: chosen.slice(NEW.length) } : { id: chosen, newName: '' },
        )
      }
    />
  )
}
