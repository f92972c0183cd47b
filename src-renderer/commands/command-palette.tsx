import { Kbd } from '@mantine/core'
import { createSpotlight, Spotlight, type SpotlightActionGroupData, useSpotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { type Command, NO_COMMANDS, offeredCommands, useCommands } from './commands.ts'
import { KeyCaps } from './key-caps.tsx'

const [store, spotlight] = createSpotlight()

const SEARCH_CLASS = 'palette-search'

/**
 * Open and focused before the next key arrives: whoever types on at once types into the search, and none of it reaches
 * the page, where single letters are commands.
 */
export function openPalette(): void {
  flushSync(() => spotlight.open())
  document.querySelector<HTMLInputElement>(`.${SEARCH_CLASS}`)?.focus()
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
      transitionProps={{ duration: 0 }}
      classNames={{ search: SEARCH_CLASS }}
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
