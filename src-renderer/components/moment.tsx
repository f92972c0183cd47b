import { useNow } from '../stores/now.ts'
import { formatExact, formatRelative } from './format.ts'

/** A time as people say it, with the exact one on hover. */
export function Moment({ at }: { readonly at: number }) {
  const now = useNow(state => state.now)
  const isDate = !Number.isNaN(new Date(at).getTime())
  if (!isDate) return null
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {formatRelative(at, Math.max(now, Date.now()))}
    </time>
  )
}
