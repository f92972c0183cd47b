import type { ReactNode } from 'react'

/** One column of a long list. */
export type Column<Row> = {
  readonly id: string
  readonly head: string
  /** A track of CSS grid: `112px`, `minmax(0, 2fr)`. */
  readonly track: string
  /** What the sort of the contract calls it; without, the head is no button. */
  readonly sort?: string
  readonly align?: 'end'
  cell(row: Row): ReactNode
}

export type Sort = { readonly by: string; readonly descending: boolean }
