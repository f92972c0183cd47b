import { Skeleton } from '@mantine/core'

/** The shape of a form with a handful of fields. */
export function FormSkeleton() {
  return (
    <div className="form-section">
      {['provider', 'name', 'clientId', 'secret'].map(field => (
        <div key={field} className="stack">
          <Skeleton height={12} width={96} />
          <Skeleton height={36} />
        </div>
      ))}
    </div>
  )
}
