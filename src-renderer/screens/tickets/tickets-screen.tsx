import { Button } from '@mantine/core'
import { IconSearchOff, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketRow } from '../../../src-preload/contract/entities/ticket.ts'
import type { InputOf } from '../../../src-preload/contract/procedures.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatNumber } from '../../components/format.ts'
import { ListSkeleton, Loaded } from '../../components/loaded.tsx'
import { Moment } from '../../components/moment.tsx'
import { Page } from '../../components/page.tsx'
import { Pager } from '../../components/pager.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { TicketStateMark } from '../../components/ticket-state-mark.tsx'
import { useListKeys } from '../../components/use-list-keys.ts'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { tickets } from '../../stores/queries.ts'

const PAGE = 200

export function TicketsScreen() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const input: InputOf<'tickets.list'> = { offset, limit: PAGE }
  if (search !== '') input.search = search
  const query = useQuery(tickets, input)
  return (
    <Page
      title={t('tickets.title')}
      below={query.data ? t('tickets.count', { count: query.data.total }) : <>&nbsp;</>}
      actions={
        <SearchField
          label={t('tickets.search')}
          onSearch={text => {
            setSearch(text)
            setOffset(0)
          }}
        />
      }
    >
      <Loaded query={query} skeleton={<ListSkeleton />}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <NoTickets searched={search !== ''} />
          ) : (
            <>
              <TicketTable rows={rows} />
              <Pager offset={offset} page={PAGE} total={total} onChange={setOffset} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function NoTickets({ searched }: { readonly searched: boolean }) {
  const { t } = useTranslation()
  if (searched) {
    return (
      <EmptyState
        icon={<IconSearchOff size={40} stroke={1.2} />}
        title={t('tickets.noneFound')}
        advice={t('tickets.noneFoundAdvice')}
      />
    )
  }
  return (
    <EmptyState icon={<IconTicket size={40} stroke={1.2} />} title={t('tickets.none')} advice={t('tickets.noneAdvice')}>
      <Button variant="default" component="a" href={addressOf.overview}>
        {t('frame.toOverview')}
      </Button>
    </EmptyState>
  )
}

function TicketTable({ rows }: { readonly rows: readonly TicketRow[] }) {
  const { t } = useTranslation()
  const list = useListKeys()
  return (
    <table className="list" ref={list}>
      <colgroup>
        <col style={{ width: 88 }} />
        <col />
        <col style={{ width: 120 }} />
        <col style={{ width: '15%' }} />
        <col style={{ width: '14%' }} />
        <col style={{ width: 72 }} />
        <col style={{ width: 112 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{t('tickets.ref')}</th>
          <th>{t('tickets.titleColumn')}</th>
          <th>{t('tickets.state')}</th>
          <th>{t('tickets.caller')}</th>
          <th>{t('tickets.organisation')}</th>
          <th className="number">{t('tickets.entries')}</th>
          <th>{t('tickets.updated')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <td className="dimmed">{row.ref}</td>
            <td>
              <a className="list-open" href={addressOf.ticket(row.id)}>
                <ForeignText>{row.title}</ForeignText>
              </a>
            </td>
            <td>
              <TicketStateMark state={row.state} />
            </td>
            <td title={row.callerAddress}>
              <ForeignText>{row.callerName || row.callerAddress}</ForeignText>
            </td>
            <td className="dimmed">
              <ForeignText>{row.organisationName}</ForeignText>
            </td>
            <td className="number">{formatNumber(row.entryCount)}</td>
            <td className="dimmed">
              <Moment at={row.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
