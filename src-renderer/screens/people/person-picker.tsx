import { Select } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError, call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { fullNameOf } from './person-columns.tsx'

type Found = { readonly value: string; readonly label: string; readonly address: string }

type PersonPickerProps = {
  readonly id?: string
  readonly label: string
  readonly description?: string
  /** The id of the person; empty for nobody. */
  readonly value: string
  /** His name, for as long as he was not searched for. */
  readonly shown: string
  readonly error?: ReactNode
  readonly required?: boolean
  /** Takes the focus when its dialog opens. */
  readonly first?: boolean
  onChange(id: string): void
}

const MOST_SHOWN = 20

/** One person out of any number, by a part of the name or address. */
export function PersonPicker(props: PersonPickerProps) {
  const { id, label, description, value, shown, error, required = false, first = false, onChange } = props
  const { t } = useTranslation()
  const [found, setFound] = useState<readonly Found[]>([])
  const [chosen, setChosen] = useState<Found>({ value, label: shown, address: '' })
  const asked = useRef(0)
  const search = async (text: string) => {
    asked.current += 1
    const mine = asked.current
    const rows = await findPeople(text === chosen.label ? '' : text)
    if (mine === asked.current) setFound(rows)
  }
  const searchSoon = useDebouncedCallback((text: string) => void search(text), 150)
  useEffect(
    () => () => {
      asked.current += 1
    },
    [],
  )
  const current = value === chosen.value ? chosen : { value, label: shown, address: '' }
  const data = found.some(each => each.value === value) || value === '' ? found : [current, ...found]
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      label={label}
      description={description}
      placeholder={t('ticket.choose')}
      data={data.map(each => ({ value: each.value, label: each.label }))}
      searchable
      withAsterisk={required}
      data-autofocus={first || undefined}
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      maxDropdownHeight={280}
      nothingFoundMessage={t('people.noneFound')}
      value={value === '' ? null : value}
      error={error}
      // The engine has searched already, in addresses too.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <span className="person-option">
          <ForeignText>{option.label}</ForeignText>
          <span className="dimmed small">
            <ForeignText>{data.find(each => each.value === option.value)?.address ?? ''}</ForeignText>
          </span>
        </span>
      )}
      onDropdownOpen={() => void search('')}
      onSearchChange={searchSoon}
      onChange={next => {
        const person = data.find(each => each.value === next)
        if (person) setChosen(person)
        onChange(next ?? '')
      }}
    />
  )
}

/** Nobody when the desk cannot be asked: the form says so when it is saved. */
async function findPeople(text: string): Promise<readonly Found[]> {
  try {
    const search = text.trim()
    const { rows } = await call('persons.list', { limit: MOST_SHOWN, ...(search === '' ? {} : { search }) })
    return rows.map(person => ({ value: person.id, label: fullNameOf(person), address: person.addresses[0] ?? '' }))
  } catch (error) {
    if (error instanceof CallError) return []
    throw error
  }
}
