import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useOfferedCommands } from '../../commands/commands.ts'
import { goToNeighbour, useNeighbours } from './use-neighbours.ts'

/** `3 of 40`, with the way up and down the list that the message was opened from. */
export function MessageNeighbours({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const neighbours = useNeighbours(id)
  // A key that comes before the neighbours are known counts as soon as they are.
  const pending = useRef<1 | -1 | null>(null)
  const isKnown = neighbours !== null && neighbours.nextId !== undefined
  const go = (step: 1 | -1) => {
    if (isKnown) goToNeighbour(neighbours, step)
    else pending.current = step
  }
  useEffect(() => {
    if (isKnown && pending.current !== null) goToNeighbour(neighbours, pending.current)
    pending.current = null
  }, [isKnown, neighbours])
  useOfferedCommands([
    {
      id: 'next-message',
      group: 'here',
      label: t('message.next'),
      key: 'j',
      disabled: !neighbours || neighbours.nextId === null,
      run: () => go(1),
    },
    {
      id: 'previous-message',
      group: 'here',
      label: t('message.previous'),
      key: 'k',
      disabled: !neighbours || neighbours.previousId === null,
      run: () => go(-1),
    },
  ])
  if (neighbours === null) return null
  return (
    <nav className="row neighbours" aria-label={t('message.neighbours')}>
      <span className="dimmed small number">{t('message.place', { at: neighbours.at, total: neighbours.total })}</span>
      <ActionIcon
        variant="default"
        size={36}
        disabled={neighbours.previousId === null}
        onClick={() => go(-1)}
        aria-label={t('message.previous')}
        title={t('message.previous')}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        disabled={neighbours.nextId === null}
        onClick={() => go(1)}
        aria-label={t('message.next')}
        title={t('message.next')}
      >
        <IconChevronDown size={16} />
      </ActionIcon>
    </nav>
  )
}
