import './view-table.css'
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../components/failure-note.tsx'
import type { ViewList } from '../stores/view-list-store.ts'
import { isChosen } from '../stores/view-source.ts'
import type { Column, Sort } from './column.ts'
import { ColumnHeads } from './column-heads.tsx'
import { ListSkeletonRow } from './list-skeleton-row.tsx'
import { NewsBar } from './news-bar.tsx'
import { useRowWindow } from './use-row-window.ts'
import { useTableKeys } from './use-table-keys.ts'
import { ViewRow } from './view-row.tsx'

type ViewTableProps<Row extends { readonly id: string }, Query> = {
  readonly list: ViewList<Row, Query>
  /** Name of the list for screen readers. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rowHeight?: number
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  /** With a box before each row. */
  readonly selectable?: boolean
  /** Says what a row is, for its box. */
  nameOf(row: Row): string
  onOpen(row: Row): void
  /** What stands there when the list has no rows. */
  readonly empty: ReactNode
}

function Table<Row extends { readonly id: string }, Query>(props: ViewTableProps<Row, Query>) {
  const { list, label, columns, rowHeight = 40, sort, onSort, selectable = false, nameOf, onOpen, empty } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const state = list.useState()
  const { viewId } = state
  const total = state.total ?? 0
  const { first, last, reveal, onScroll } = useRowWindow(scroller, {
    count: total,
    rowHeight,
    scrollTop: list.scrollTop(),
  })

  useEffect(() => list.watch(), [list])
  useEffect(() => {
    if (total > 0 && viewId !== null) list.ensure(first, last)
  }, [list, first, last, total, viewId])
  // Jumps come from a new filter or sort; coming back to a list puts it where it was left.
  const jumps = useRef(state.jumps)
  useLayoutEffect(() => {
    if (jumps.current === state.jumps) return
    jumps.current = state.jumps
    scroller.current?.scrollTo({ top: 0 })
  }, [state.jumps])
  // Who read on from page to page comes back to the row that was read last.
  useLayoutEffect(() => {
    const { active } = list.useState.getState()
    if (active > 0) reveal(active)
  }, [list, reveal])

  const keys = useTableKeys({ list, total, onOpen, reveal, scroller, rowHeight })
  const tracks = [...(selectable ? ['36px'] : []), ...columns.map(column => column.track)].join(' ')
  const shape = { '--view-tracks': tracks, '--view-row': `${rowHeight}px` } as React.CSSProperties

  if (state.error && state.total === null) {
    return <FailureNote message={state.error.message} onRetry={() => list.refresh()} />
  }
  return (
    <div className="view-table" style={shape}>
      {state.error && <FailureNote message={state.error.message} onRetry={() => list.refresh()} />}
      <NewsBar list={list} />
      <div
        className={state.total === 0 ? 'view-grid bare' : 'view-grid'}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable || undefined}
        aria-busy={state.opening}
        aria-activedescendant={state.active >= 0 ? `view-row-${state.active}` : undefined}
        tabIndex={0}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
      >
        <ColumnHeads list={list} columns={columns} sort={sort} onSort={onSort} selectable={selectable} />
        <div
          className="view-scroller"
          ref={scroller}
          role="presentation"
          onScroll={({ currentTarget }) => {
            list.rememberScroll(currentTarget.scrollTop)
            onScroll()
          }}
        >
          {state.total === null &&
            Array.from({ length: 10 }, (_, at) => (
              <ListSkeletonRow key={String(at)} at={at} columns={columns.length} selectable={selectable} />
            ))}
          <div className="view-rows" role="presentation" style={{ height: total * rowHeight }}>
            {Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).map(index => (
              <ViewRow
                key={index}
                index={index}
                top={index * rowHeight}
                row={list.rowAt(index)}
                columns={columns}
                selectable={selectable}
                chosen={isChosen(state.chosen, list.rowAt(index)?.id ?? '')}
                active={state.active === index}
                nameOf={nameOf}
                onOpen={onOpen}
                onToggle={keys.toggle}
                onActivate={list.activate}
              />
            ))}
          </div>
        </div>
      </div>
      {/* Beside the grid, not in it: a grid holds rows and nothing else. */}
      {state.total === 0 && <div className="view-empty">{empty}</div>}
      <p className="visually-hidden" role="status">
        {state.total === null ? t('lists.loading') : t('lists.total', { count: total })}
      </p>
    </div>
  )
}

/**
 * A list of any length: only the rows around what is seen exist, the others are a height. One stop for Tab; inside, the
 * arrow keys or `j` and `k` walk, `x` selects, Enter opens. Drawn again only when the list itself changed: what
 * stands around it may know more meanwhile.
 */
export const ViewTable = memo(Table) as typeof Table
