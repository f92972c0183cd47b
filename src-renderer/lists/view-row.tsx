import { type MouseEvent, memo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import { ListSkeletonRow } from './list-skeleton-row.tsx'
import { RowBox } from './row-box.tsx'

type ViewRowProps<Row> = {
  readonly index: number
  readonly top: number
  /** Undefined while it is read, null when it is not there any more. */
  readonly row: Row | null | undefined
  readonly columns: readonly Column<Row>[]
  readonly selectable: boolean
  readonly chosen: boolean
  readonly active: boolean
  nameOf(row: Row): string
  onOpen(row: Row): void
  onToggle(index: number, range: boolean): void
  onActivate(index: number): void
}

function Row<R extends { readonly id: string }>(props: ViewRowProps<R>): ReactElement {
  const { index, top, row, columns, selectable, chosen, active, nameOf, onOpen, onToggle, onActivate } = props
  const { t } = useTranslation()
  const place = { transform: `translateY(${top}px)` }
  if (row === undefined) {
    return <ListSkeletonRow at={index} columns={columns.length} selectable={selectable} style={place} />
  }
  const common = {
    id: `view-row-${index}`,
    className: active ? 'view-row active' : 'view-row',
    'aria-rowindex': index + 2,
    style: place,
  }
  if (row === null) {
    return (
      <div role="row" {...common}>
        <div className="view-cell view-gone dimmed" role="gridcell">
          {t('lists.rowGone')}
        </div>
      </div>
    )
  }
  const click = (event: MouseEvent) => {
    // Links and boxes in the row speak for themselves; so does text that is being marked.
    if ((event.target as Element).closest('a, button, input, label') || String(getSelection()) !== '') return
    onActivate(index)
    if (selectable && (event.shiftKey || event.ctrlKey || event.metaKey)) onToggle(index, event.shiftKey)
    else onOpen(row)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys
    <div role="row" {...common} aria-selected={selectable ? chosen : undefined} data-chosen={chosen} onClick={click}>
      {selectable && (
        <div className="view-cell" role="gridcell">
          <RowBox
            tabIndex={-1}
            label={t('lists.selectRow', { name: nameOf(row) })}
            checked={chosen}
            onClick={event => {
              onActivate(index)
              onToggle(index, event.shiftKey)
            }}
          />
        </div>
      )}
      {columns.map(column => (
        <div key={column.id} className={column.align === 'end' ? 'view-cell number' : 'view-cell'} role="gridcell">
          {column.cell(row)}
        </div>
      ))}
    </div>
  )
}

/** One row of a virtual list. Drawn again only when something of it changed. */
export const ViewRow = memo(Row) as typeof Row
