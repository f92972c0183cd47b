import { Radio } from '@mantine/core'
import { errorOf } from '../../forms/field-issues.tsx'
import type { FieldIssue } from '../../forms/issues.ts'
import { fieldId } from './field-id.ts'

type Choice<V extends string> = { readonly value: V; readonly label: string; readonly help?: string }

type ChoiceFieldProps<V extends string> = {
  readonly name: string
  readonly label: string
  readonly value: V
  readonly choices: readonly Choice<V>[]
  readonly issues: readonly FieldIssue[]
  readonly onChange: (value: V) => void
}

/** One of a few, all in sight, each with what it means. */
export function ChoiceField<V extends string>({ name, label, value, choices, issues, onChange }: ChoiceFieldProps<V>) {
  return (
    <Radio.Group
      id={fieldId(name)}
      label={label}
      value={value}
      error={errorOf(issues)}
      onChange={chosen => {
        const choice = choices.find(each => each.value === chosen)
        if (choice) onChange(choice.value)
      }}
    >
      <div className="choices">
        {choices.map(choice => (
          <Radio key={choice.value} value={choice.value} label={choice.label} description={choice.help} />
        ))}
      </div>
    </Radio.Group>
  )
}
