import type { MouseEvent } from 'react'

type RowBoxProps = {
  readonly label: string
  readonly checked: boolean
  readonly indeterminate?: boolean
  readonly disabled?: boolean
  readonly tabIndex?: number
  onClick(event: MouseEvent): void
}

/** The system's own box: a list draws dozens of them in a frame, and one of Mantine's is a dozen elements. */
export function RowBox({ label, checked, indeterminate = false, disabled, tabIndex, onClick }: RowBoxProps) {
  return (
    <input
      type="checkbox"
      className="view-box"
      aria-label={label}
      checked={checked}
      disabled={disabled}
      tabIndex={tabIndex}
      ref={box => {
        if (box) box.indeterminate = indeterminate
      }}
      onChange={() => {}}
      onClick={onClick}
    />
  )
}
