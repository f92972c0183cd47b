import { Button, Chip } from '@mantine/core'
import { IconMailOpened } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageState } from '../../../src-preload/contract/entities/message.ts'
import type { InputOf } from '../../../src-preload/contract/procedures.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ListSkeleton, Loaded } from '../../components/loaded.tsx'
import { Pager } from '../../components/pager.tsx'
import { useQuery } from '../../stores/create-query-store.ts'
import { messages } from '../../stores/queries.ts'
import { MessageActions } from './message-actions.tsx'
import { MessageTable } from './message-table.tsx'

const PAGE = 200

/** Messages of one inbox, filtered by state, with actions on a selection. */
export function MessageList({ inboxId }: { readonly inboxId: string }) {
  const { t } = useTranslation()
  const [states, setStates] = useState<string[]>([])
  const [offset, setOffset] = useState(0)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const input: InputOf<'messages.list'> = { inboxId, offset, limit: PAGE }
  if (states.length > 0) input.states = MessageState.options.filter(state => states.includes(state))
  const query = useQuery(messages, input)
  const choose = (next: string[]) => {
    setStates(next)
    setOffset(0)
    setSelected(new Set())
  }
  return (
    <>
      <div className="row" style={{ margin: '24px 0 8px', minHeight: 32, flexWrap: 'wrap' }}>
        <Chip.Group multiple value={states} onChange={choose}>
          <fieldset className="row plain" aria-label={t('inbox.filter')} style={{ flex: 1, flexWrap: 'wrap' }}>
            {MessageState.options.map(state => (
              <Chip key={state} value={state} size="xs" variant="outline">
                {t(`messageState.${state}`)}
              </Chip>
            ))}
          </fieldset>
        </Chip.Group>
        <MessageActions
          selected={(query.data?.rows ?? []).filter(row => selected.has(row.id))}
          onDone={() => setSelected(new Set())}
        />
      </div>
      <Loaded query={query} skeleton={<ListSkeleton />}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState
              icon={<IconMailOpened size={40} stroke={1.2} />}
              title={states.length > 0 ? t('inbox.noneOfThese') : t('inbox.empty')}
              advice={states.length > 0 ? t('inbox.noneOfTheseAdvice') : t('inbox.emptyAdvice')}
            >
              {states.length > 0 && (
                <Button variant="default" onClick={() => choose([])}>
                  {t('inbox.showAll')}
                </Button>
              )}
            </EmptyState>
          ) : (
            <>
              <MessageTable rows={rows} selected={selected} onSelect={setSelected} />
              <Pager offset={offset} page={PAGE} total={total} onChange={setOffset} />
            </>
          )
        }
      </Loaded>
    </>
  )
}
