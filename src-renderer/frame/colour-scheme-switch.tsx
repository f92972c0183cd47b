import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useOfferedCommands } from '../commands/commands.ts'

/**
 * Follows the system until it is pressed. Drawn apart from the frame around it: Mantine asks the browser for its scheme
 * every time, which makes it work out all styles on the spot.
 */
export const ColourSchemeSwitch = memo(function ColourSchemeSwitch() {
  const { t } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const label = scheme === 'dark' ? t('frame.toLight') : t('frame.toDark')
  const toggle = () => setColorScheme(scheme === 'dark' ? 'light' : 'dark')
  useOfferedCommands([{ id: 'scheme', group: 'app', label: t('commands.toggleScheme'), run: toggle }])
  return (
    <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} title={label} onClick={toggle}>
      {scheme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />}
    </ActionIcon>
  )
})
