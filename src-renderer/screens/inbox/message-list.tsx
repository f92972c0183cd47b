import './message-list.css'
import { Button } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import { type MessageAction, MessageSort } from '../../../src-preload/contract/entities/message-views.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { useIsNarrow } from '../../components/use-is-narrow.ts'
import type { Sort } from '../../lists/column.ts'
import { ViewTable } from '../../lists/view-table.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import type { ViewList } from '../../stores/view-list-store.ts'
import { countChosen, NOTHING_CHOSEN, toSelection } from '../../stores/view-source.ts'
import type { MessageQuery } from '../../stores/views.ts'
import { useMessageActions } from '../message/actions/use-message-actions.tsx'
import { PreviewDrawer } from '../message/preview/preview-drawer.tsx'
import { useReadingList } from '../message/reading-list.ts'
import { FilterRow } from './filter-row.tsx'
import { useMessageColumns } from './message-columns.tsx'
import { isFiltered, UNFILTERED, withFilter } from './message-query.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useListCommands } from './use-list-commands.ts'

type MessageListProps = {
  readonly list: ViewList<MessageRow, MessageQuery>
  /** Name of the list for screen readers. */
  readonly label: string
  /** The one inbox whose messages these are, so that they can be moved to one of its folders. */
  readonly inboxId?: string
  /** What stands there when the list is empty though nothing narrows it. */
  readonly empty: ReactNode
}

/** Messages by the hundred thousand: filtered, sorted, selected, and everything that can be done to them. */
export function MessageList({ list, label, inboxId, empty }: MessageListProps) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const query = list.useState(state => state.query)
  const count = list.useState(state => countChosen(state.chosen, state.total ?? 0))
  const isNarrow = useIsNarrow(1160)
  const columns = useMessageColumns(isNarrow)
  const [previewed, setPreviewed] = useState<string | null>(null)
  useEffect(() => useReadingList.setState({ list }), [list])

  const { ask, dialog } = useMessageActions(
    () => {
      list.choose(NOTHING_CHOSEN)
      list.refresh()
    },
    // The button that opened the dialog went with the selection: the keyboard goes on in the list.
    () => {
      if (document.activeElement === document.body) frame.current?.querySelector<HTMLElement>('.view-grid')?.focus()
    },
  )
  const askAbout = (action: MessageAction) => {
    const { chosen, viewId, active } = list.useState.getState()
    const row = active >= 0 ? list.rowAt(active) : null
    const selection = toSelection(chosen, viewId) ?? (row ? { ids: [row.id] } : null)
    if (selection) ask(action, selection, inboxId ?? null)
  }
  const preview = () => {
    const row = list.rowAt(list.useState.getState().active)
    if (row) setPreviewed(row.id)
  }
  useListCommands({ list, canMove: inboxId !== undefined, onAsk: askAbout, onPreview: preview })

  const clear = () => list.ask(withFilter(query, UNFILTERED))
  const sort = MessageSort.parse(query.sort ?? {})
  const onSort = useCallback(
    ({ by, descending }: Sort) => {
      const parsed = MessageSort.safeParse({ by, descending })
      if (parsed.success) list.ask({ ...list.useState.getState().query, sort: parsed.data })
    },
    [list],
  )
  const nameOf = useCallback((row: MessageRow) => row.subject || row.fromAddress, [])
  const onOpen = useCallback((row: MessageRow) => goTo(addressOf.message(row.id)), [])
  return (
    <div className="message-list" ref={frame}>
      {count > 0 ? (
        <SelectionBar
          count={count}
          canMove={inboxId !== undefined}
          isNarrow={isNarrow}
          onAsk={askAbout}
          onClear={() => list.choose(NOTHING_CHOSEN)}
        />
      ) : (
        <FilterRow list={list} onClear={clear} />
      )}
      <ViewTable
        list={list}
        label={label}
        columns={columns}
        sort={sort}
        onSort={onSort}
        selectable
        nameOf={nameOf}
        onOpen={onOpen}
        empty={
          isFiltered(query) ? (
            <EmptyState
              icon={<IconSearchOff size={40} stroke={1.2} />}
              title={t('messageList.noMatch')}
              advice={t('messageList.noMatchAdvice')}
            >
              <Button variant="default" onClick={clear}>
                {t('messageList.clear')}
              </Button>
            </EmptyState>
          ) : (
            empty
          )
        }
      />
      {dialog}
      <PreviewDrawer messageId={previewed} onClose={() => setPreviewed(null)} />
    </div>
  )
}
