import './inbox-note.css'
import type { ReactNode } from 'react'

type NoteProps = {
  readonly tone: 'bad' | 'wait' | 'quiet'
  readonly icon: ReactNode
  readonly title: string
  readonly action: ReactNode
  readonly children: ReactNode
}

/** What an inbox wants to say or ask, above its messages. */
export function Note({ tone, icon, title, action, children }: NoteProps) {
  return (
    <div className={`inbox-note is-${tone}`} role="status">
      {icon}
      <div className="inbox-note-words">
        <strong>{title}</strong>
        <div>{children}</div>
      </div>
      {action}
    </div>
  )
}
