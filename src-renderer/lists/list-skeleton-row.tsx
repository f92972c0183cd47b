import type { CSSProperties } from 'react'

type ListSkeletonRowProps = {
  readonly at: number
  readonly columns: number
  readonly selectable: boolean
  readonly style?: CSSProperties
}

const WIDTHS = [72, 56, 88, 64, 80]

/** The shape of a row whose words are on their way. */
export function ListSkeletonRow({ at, columns, selectable, style }: ListSkeletonRowProps) {
  return (
    <div className={style ? 'view-row loading' : 'view-row loading flowing'} style={style} aria-hidden>
      {Array.from({ length: columns + (selectable ? 1 : 0) }, (_, column) => (
        <div key={String(column)} className="view-cell">
          <div
            className={selectable && column === 0 ? 'view-shape box' : 'view-shape'}
            style={selectable && column === 0 ? undefined : { width: `${WIDTHS[(at * 2 + column) % WIDTHS.length]}%` }}
          />
        </div>
      ))}
    </div>
  )
}
