import './segments.css'
import { useId } from 'react'

type SegmentsProps<Value extends string> = {
  /** Name of the choice for screen readers. */
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  /** Null: none of them. */
  readonly value: Value | null
  readonly disabled?: boolean
  onChange(value: Value): void
}

/**
 * One of a few, side by side; the system's own radio buttons underneath. Mantine's measures its parts to slide a mark
 * from one to the other, which makes the browser lay out a page that is only half drawn.
 */
export function Segments<Value extends string>({ label, options, value, disabled, onChange }: SegmentsProps<Value>) {
  const name = useId()
  return (
    <div className="segments" role="radiogroup" aria-label={label}>
      {options.map(option => (
        <label key={option.value} className="segment">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}
