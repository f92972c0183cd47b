import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useOfferedCommands } from '../../commands/commands.ts'
import { addressOf } from '../../navigation.ts'
import { placeIn, type TicketList, useListShownLast } from '../tickets/shown-last.ts'

/** `3 of 40`, with the way up and down the list that was shown last; nothing when the ticket is not in it. */
export function TicketNeighbours({ id }: { readonly id: string }) {
  const list = useListShownLast()
  return list && <Neighbours list={list} id={id} />
}

function Neighbours({ list, id }: { readonly list: TicketList; readonly id: string }) {
  const { t } = useTranslation()
  const { total } = list.useState()
  const at = placeIn(list, id)
  useEffect(() => {
    if (at < 0) return
    // The list comes back with the ticket in sight that was read last.
    list.activate(at)
    list.ensure(Math.max(0, at - 1), at + 1)
  }, [list, at])
  const goTo = (next: number) => {
    const row = list.rowAt(next)
    if (!row) return
    // In place of this one: Back, and Esc, still lead to the list.
    location.replace(addressOf.ticket(row.id))
  }
  const hasPrevious = at > 0 && Boolean(list.rowAt(at - 1))
  const hasNext = at >= 0 && Boolean(list.rowAt(at + 1))
  useOfferedCommands([
    {
      id: 'ticket next',
      group: 'here',
      label: t('ticket.next'),
      key: 'j',
      disabled: !hasNext,
      run: () => goTo(at + 1),
    },
    {
      id: 'ticket previous',
      group: 'here',
      label: t('ticket.previous'),
      key: 'k',
      disabled: !hasPrevious,
      run: () => goTo(at - 1),
    },
  ])
  if (at < 0 || total === null) return null
  return (
    <nav className="row ticket-neighbours" aria-label={t('ticket.neighbours')}>
      <span className="dimmed small number">{t('ticket.place', { at: at + 1, total })}</span>
      <ActionIcon
        variant="default"
        size={36}
        disabled={!hasPrevious}
        aria-label={t('ticket.previous')}
        title={t('ticket.previous')}
        onClick={() => goTo(at - 1)}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        disabled={!hasNext}
        aria-label={t('ticket.next')}
        title={t('ticket.next')}
        onClick={() => goTo(at + 1)}
      >
        <IconChevronDown size={16} />
      </ActionIcon>
    </nav>
  )
}
