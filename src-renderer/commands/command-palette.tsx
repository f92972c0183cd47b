import { Kbd } from '@mantine/core'
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Command, offeredCommands, useCommands } from './commands.ts'
import { KeyCaps } from './key-caps.tsx'

export function openPalette(): void {
  spotlight.open()
}

/** Everything that can be done from here, by typing a part of its name. */
export function CommandPalette() {
  const { t } = useTranslation()
  const registry = useCommands()
  const commands = offeredCommands(registry)
  const groups: SpotlightActionGroupData[] = (['here', 'go', 'app'] as const).flatMap(group => {
    const own = commands.filter(command => command.group === group)
    return own.length === 0 ? [] : [{ group: t(`commands.${group}`), actions: own.map(toAction) }]
  })
  return (
    <Spotlight
      actions={groups}
      shortcut={null}
      limit={60}
      scrollable
      maxHeight={420}
      nothingFound={t('commands.nothing')}
      highlightQuery
      searchProps={{
        leftSection: <IconSearch size={18} />,
        rightSection: <Kbd size="xs">Esc</Kbd>,
        placeholder: t('commands.search'),
        'aria-label': t('commands.search'),
      }}
    />
  )
}

function toAction(command: Command) {
  return {
    id: command.id,
    label: command.label,
    ...(command.detail === undefined ? {} : { keywords: command.detail, description: command.detail }),
    rightSection: command.key === undefined ? null : <KeyCaps keys={command.key} />,
    onClick: () => command.run(),
  }
}
