import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ProcedureName } from '../../src-preload/contract/procedures.ts'
import type { QueryResult } from '../stores/create-query-store.ts'
import { FailureNote } from './failure-note.tsx'

type LoadedProps<N extends ProcedureName> = {
  readonly query: QueryResult<N>
  readonly skeleton: ReactNode
  readonly children: (data: NonNullable<QueryResult<N>['data']>) => ReactNode
}

/** The three faces of everything that is asked for: its shape while it comes, what failed with a retry, the thing. */
export function Loaded<N extends ProcedureName>({ query, skeleton, children }: LoadedProps<N>) {
  const { data, error } = query
  return (
    <>
      {error && <FailureNote message={error.message} onRetry={query.refresh} />}
      {data === null ? !error && <div aria-busy="true">{skeleton}</div> : children(data as NonNullable<typeof data>)}
    </>
  )
}

/** The shape of a list with `rows` rows. */
export function ListSkeleton({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div style={{ paddingTop: 32 }}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key, row) => (
        <div key={key} className="row" style={{ height: 41, gap: 24, borderBottom: '1px solid var(--desk-line)' }}>
          <Skeleton height={12} width={80} />
          <Skeleton height={12} width={140} />
          <Skeleton height={12} style={{ flex: 1, maxWidth: 260 + ((row * 97) % 180) }} />
        </div>
      ))}
    </div>
  )
}
