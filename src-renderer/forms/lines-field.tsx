import { Input } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { FieldIssues } from './field-issues.tsx'
import type { FieldIssue } from './issues.ts'

type LinesFieldProps = {
  readonly id: string
  readonly label: ReactNode
  readonly description?: ReactNode
  readonly value: string
  readonly issues: readonly FieldIssue[]
  readonly onChange: (value: string) => void
  readonly placeholder?: string | undefined
  readonly readOnly?: boolean
  /** Code, such as patterns and `field:value` lines: in a fixed-width font. */
  readonly isCode?: boolean
}

const FEWEST_ROWS = 3
const MOST_ROWS = 12

/** One entry a line, with line numbers; a line that is wrong is marked, and its sentence leads to it. */
export function LinesField(props: LinesFieldProps) {
  const { id, label, description, value, issues, onChange, placeholder, readOnly = false, isCode = true } = props
  const text = useRef<HTMLTextAreaElement>(null)
  const numbers = useRef<HTMLDivElement>(null)
  const lines = value.split('\n')
  const wrong = new Set(issues.flatMap(({ line }) => line ?? []))
  const goToLine = (line: number) => {
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
    text.current?.focus()
    text.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  }
  const described = [description ? `${id}-description` : null, issues.length > 0 ? `${id}-error` : null]
  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={description}
      error={issues.length > 0 && <FieldIssues issues={issues} onLine={goToLine} />}
      errorProps={{ id: `${id}-error` }}
      descriptionProps={{ id: `${id}-description` }}
      labelProps={{ htmlFor: id }}
    >
      <div className="lines-field" data-wrong={issues.length > 0} data-code={isCode}>
        <div className="lines-numbers" aria-hidden>
          <div ref={numbers}>
            {lines.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              <div key={index} data-wrong={wrong.has(index + 1)}>
                {index + 1}
              </div>
            ))}
          </div>
        </div>
        <textarea
          ref={text}
          id={id}
          value={value}
          rows={Math.min(Math.max(lines.length + 1, FEWEST_ROWS), MOST_ROWS)}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          readOnly={readOnly}
          placeholder={placeholder}
          aria-invalid={issues.length > 0}
          aria-describedby={described.filter(Boolean).join(' ') || undefined}
          onChange={event => onChange(event.currentTarget.value)}
          onScroll={({ currentTarget }) => {
            if (numbers.current) numbers.current.style.transform = `translateY(${-currentTarget.scrollTop}px)`
          }}
        />
      </div>
    </Input.Wrapper>
  )
}
