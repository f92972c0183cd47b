import type { ReactNode } from 'react'

type TaskPanelProps = {
  readonly title: string
  readonly help: string
  readonly action: ReactNode
  readonly children?: ReactNode
}

/** One piece of upkeep: what it does, its button, what came of it. */
export function TaskPanel({ title, help, action, children }: TaskPanelProps) {
  return (
    <section className="panel task" aria-label={title}>
      <div className="task-head">
        <div>
          <h3>{title}</h3>
          <p className="dimmed">{help}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
