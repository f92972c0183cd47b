import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ViewList } from '../stores/view-list-store.ts'
import { countChosen, NOTHING_CHOSEN } from '../stores/view-source.ts'
import type { Column, Sort } from './column.ts'
import { RowBox } from './row-box.tsx'

type ColumnHeadsProps<Row extends { readonly id: string }, Query> = {
  readonly list: ViewList<Row, Query>
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort) => void) | undefined
  readonly selectable: boolean
}

/** The names of the columns; those that can be sorted by are buttons that turn the order round. */
export function ColumnHeads<Row extends { readonly id: string }, Query>(props: ColumnHeadsProps<Row, Query>) {
  const { list, columns, sort, onSort, selectable } = props
  const { t } = useTranslation()
  const chosen = list.useState(state => state.chosen)
  const total = list.useState(state => state.total) ?? 0
  const count = countChosen(chosen, total)
  return (
    <div className="view-heads" role="row" aria-rowindex={1}>
      {selectable && (
        <div className="view-head" role="columnheader">
          <RowBox
            label={t('lists.selectAll')}
            disabled={total === 0}
            checked={count > 0 && count === total}
            indeterminate={count > 0 && count < total}
            onClick={() => list.choose(count > 0 ? NOTHING_CHOSEN : { kind: 'all', except: new Set() })}
          />
        </div>
      )}
      {columns.map(({ id, head, sort: by, align }) => {
        const sorted = by !== undefined && sort?.by === by
        const order = sorted ? (sort.descending ? 'descending' : 'ascending') : undefined
        return (
          <div
            key={id}
            className={align === 'end' ? 'view-head number' : 'view-head'}
            role="columnheader"
            aria-sort={by === undefined || !onSort ? undefined : (order ?? 'none')}
          >
            {by !== undefined && onSort ? (
              <button
                type="button"
                className="view-sort"
                onClick={() => onSort({ by, descending: sorted ? !sort.descending : startsDescending(by) })}
              >
                <span className="cut">{head}</span>
                {order === 'descending' && <IconArrowDown size={12} aria-hidden />}
                {order === 'ascending' && <IconArrowUp size={12} aria-hidden />}
              </button>
            ) : (
              <span className="cut">{head}</span>
            )}
          </div>
        )
      })}
    </div>
  )
}

/** Times and sizes are looked at from the newest and largest; words from A. */
function startsDescending(by: string): boolean {
  return ['received', 'updated', 'created', 'size', 'relevance', 'ref', 'ticket'].includes(by)
}
