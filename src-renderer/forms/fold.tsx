import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type FoldProps = { readonly title: string; readonly note?: ReactNode; readonly children: ReactNode }

/** A part of a form that is seldom needed. */
export function Fold({ title, note, children }: FoldProps) {
  return (
    <details className="form-fold">
      <summary>
        <IconChevronRight size={16} aria-hidden />
        {title}
        {note}
      </summary>
      <div className="form-section">{children}</div>
    </details>
  )
}
