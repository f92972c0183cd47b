import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import { SearchField } from '../../components/search-field.tsx'
import type { ViewList } from '../../stores/view-list-store.ts'
import type { MessageQuery } from '../../stores/views.ts'
import { DateFilter } from './date-filter.tsx'
import { isFiltered, type MessageFilterInput, withFilter } from './message-query.ts'
import { StateFilter } from './state-filter.tsx'

type FilterRowProps = { readonly list: ViewList<MessageRow, MessageQuery>; readonly onClear: () => void }

/** What narrows the list. Kept in the list's own query, so that coming back finds it as it was. */
export function FilterRow({ list, onClear }: FilterRowProps) {
  const { t } = useTranslation()
  const query = list.useState(state => state.query)
  const total = list.useState(state => state.total)
  const filter = query.filter ?? {}
  const change = (next: MessageFilterInput) => list.ask(withFilter(list.useState.getState().query, next))
  return (
    <search className="list-tools" aria-label={t('messageList.filters')}>
      <SearchField
        label={t('messageList.search')}
        searched={filter.search ?? ''}
        width={280}
        onSearch={text => change({ search: text === '' ? undefined : text })}
      />
      <StateFilter filter={filter} onChange={change} />
      <DateFilter filter={filter} onChange={change} />
      {isFiltered(query) && (
        <Button variant="subtle" onClick={onClear}>
          {t('messageList.clear')}
        </Button>
      )}
      <span className="list-count dimmed small">{total !== null && t('messageList.count', { count: total })}</span>
    </search>
  )
}
