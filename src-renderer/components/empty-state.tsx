import type { ReactNode } from 'react'

type EmptyStateProps = {
  readonly icon: ReactNode
  readonly title: string
  /** What to do about it. */
  readonly advice: string
  readonly children?: ReactNode
}

export function EmptyState({ icon, title, advice, children }: EmptyStateProps) {
  return (
    <div className="empty">
      {icon}
      <strong>{title}</strong>
      <p>{advice}</p>
      {children}
    </div>
  )
}
