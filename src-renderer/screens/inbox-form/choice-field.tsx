import { Badge, Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
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
  /** Marked as what most take. */
  readonly usual?: V | undefined
}

/** One of a few, all in sight, each with what it means. */
export function ChoiceField<V extends string>(props: ChoiceFieldProps<V>) {
  const { name, label, value, choices, issues, onChange, usual } = props
  const { t } = useTranslation()
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
          <Radio
            key={choice.value}
            value={choice.value}
            label={
              choice.value === usual ? (
                <>
                  {choice.label}{' '}
                  <Badge size="sm" variant="light" tt="none" fw={500}>
                    {t('form.usual')}
                  </Badge>
                </>
              ) : (
                choice.label
              )
            }
            description={choice.help}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
