import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketViewRow } from '../../../src-preload/contract/entities/ticket-views.ts'
import { useOfferedCommands } from '../../commands/commands.ts'
import { addressOf } from '../../navigation.ts'
import type { ViewList } from '../../stores/view-list-store.ts'
import type { TicketQuery } from '../../stores/views.ts'
import { useListOpenedFrom } from '../tickets/opened-from.ts'

/** `3 of 40`, with the way up and down the list that the ticket was opened from; nothing when it came from elsewhere. */
export function TicketNeighbours({ id }: { readonly id: string }) {
  const list = useListOpenedFrom()
  return list && <Neighbours list={list} id={id} />
}

type NeighboursProps = { readonly list: ViewList<TicketViewRow, TicketQuery>; readonly id: string }

function Neighbours({ list, id }: NeighboursProps) {
  const { t } = useTranslation()
  const { active, total } = list.useState()
  const isHere = list.rowAt(active)?.id === id
  useEffect(() => {
    if (isHere) list.ensure(Math.max(0, active - 1), active + 1)
  }, [list, isHere, active])
  const goTo = (at: number) => {
    const row = list.rowAt(at)
    if (!row) return
    list.activate(at)
    // In place of this one: Back, and Esc, still lead to the list.
    location.replace(addressOf.ticket(row.id))
  }
  const hasPrevious = isHere && Boolean(list.rowAt(active - 1))
  const hasNext = isHere && Boolean(list.rowAt(active + 1))
  useOfferedCommands([
    {
      id: 'ticket next',
      group: 'here',
      label: t('ticket.next'),
      key: 'j',
      disabled: !hasNext,
      run: () => goTo(active + 1),
    },
    {
      id: 'ticket previous',
      group: 'here',
      label: t('ticket.previous'),
      key: 'k',
      disabled: !hasPrevious,
      run: () => goTo(active - 1),
    },
  ])
  if (!isHere || total === null) return null
  return (
    <nav className="row ticket-neighbours" aria-label={t('ticket.neighbours')}>
      <span className="dimmed small number">{t('ticket.place', { at: active + 1, total })}</span>
      <ActionIcon
        variant="default"
        size={36}
        disabled={!hasPrevious}
        aria-label={t('ticket.previous')}
        title={t('ticket.previous')}
        onClick={() => goTo(active - 1)}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        disabled={!hasNext}
        aria-label={t('ticket.next')}
        title={t('ticket.next')}
        onClick={() => goTo(active + 1)}
      >
        <IconChevronDown size={16} />
      </ActionIcon>
    </nav>
  )
}
