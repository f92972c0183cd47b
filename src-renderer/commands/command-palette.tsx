import { Kbd } from '@mantine/core'
import { createSpotlight, Spotlight, type SpotlightActionGroupData, useSpotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Command, NO_COMMANDS, offeredCommands, useCommands } from './commands.ts'
import { KeyCaps } from './key-caps.tsx'

const [store, spotlight] = createSpotlight()

export function openPalette(): void {
  spotlight.open()
}

/** Everything that can be done from here, by typing a part of its name. */
export function CommandPalette() {
  const { t } = useTranslation()
  const { opened } = useSpotlight(store)
  // Pages come and go with their commands while nobody looks at them.
  const commands = offeredCommands(useCommands(state => (opened ? state : NO_COMMANDS)))
  const groups: SpotlightActionGroupData[] = (['here', 'go', 'app'] as const).flatMap(group => {
    const own = commands.filter(command => command.group === group)
    return own.length === 0 ? [] : [{ group: t(`commands.${group}`), actions: own.map(toAction) }]
  })
  return (
    <Spotlight
      store={store}
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
