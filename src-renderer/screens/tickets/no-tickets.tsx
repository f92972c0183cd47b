import { Button } from '@mantine/core'
import { IconFilterOff, IconSearchOff, IconTicket } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state.tsx'
import { addressOf } from '../../navigation.ts'
import { clearFilters, isFiltered, useTicketChoice } from './ticket-choice.ts'

/** Why the list is empty, and what to do about it. */
export function NoTickets({ anyTickets }: { readonly anyTickets: boolean }) {
  const { t } = useTranslation()
  const choice = useTicketChoice(state => state.choice)
  const filtered = isFiltered(choice)
  if (!anyTickets) {
    return (
      <EmptyState
        icon={<IconTicket size={40} stroke={1.2} />}
        title={t('tickets.none')}
        advice={t('tickets.noneAdvice')}
      >
        <Button variant="default" component="a" href={addressOf.overview}>
          {t('frame.toOverview')}
        </Button>
      </EmptyState>
    )
  }
  if (choice.search !== '') {
    return (
      <EmptyState
        icon={<IconSearchOff size={40} stroke={1.2} />}
        title={t('tickets.noneFound')}
        advice={filtered ? t('tickets.noneFoundFiltered') : t('tickets.noneFoundAdvice')}
      >
        {filtered && (
          <Button variant="default" onClick={clearFilters}>
            {t('tickets.searchAll')}
          </Button>
        )}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<IconFilterOff size={40} stroke={1.2} />}
      title={t('tickets.noneFits')}
      advice={t('tickets.noneFitsAdvice')}
    >
      <Button variant="default" onClick={clearFilters}>
        {t('ticketFilter.clear')}
      </Button>
    </EmptyState>
  )
}
