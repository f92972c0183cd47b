import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../components/format.ts'
import { MenuButton } from '../../components/menu-button.tsx'

type ChoiceMenuProps = {
  readonly name: string
  /** None chosen means all. */
  readonly chosen: readonly string[]
  readonly options: readonly {
    readonly value: string
    readonly word: string
    readonly shown: ReactNode
    readonly count: number
  }[]
  onChange(chosen: string[]): void
}

/** A filter by any of a few values, with how many there are of each. */
export function ChoiceMenu({ name, chosen, options, onChange }: ChoiceMenuProps) {
  const { t } = useTranslation()
  const only = chosen.length === 1 ? options.find(({ value }) => value === chosen[0])?.word : undefined
  const label = chosen.length === 0 ? name : (only ?? t('ticketFilter.chosenMany', { name, count: chosen.length }))
  return (
    <MenuButton
      label={label}
      button={{ variant: chosen.length > 0 ? 'light' : 'default', className: 'filter-button' }}
      menu={{ position: 'bottom-start', closeOnItemClick: false }}
      items={() => (
        <Menu.CheckboxGroup value={[...chosen]} onChange={onChange}>
          {options.map(({ value, shown, count }) => (
            <Menu.CheckboxItem
              key={value}
              value={value}
              rightSection={<span className="dimmed number small">{formatNumber(count)}</span>}
            >
              {shown}
            </Menu.CheckboxItem>
          ))}
        </Menu.CheckboxGroup>
      )}
    />
  )
}
