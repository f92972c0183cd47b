import { ActionIcon, Button, Input, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorOf, FieldIssues } from './field-issues.tsx'
import type { FieldIssue } from './issues.ts'
import { type PatternRow, patternRow } from './typed-setting.ts'

type PatternRowsFieldProps = {
  readonly id: string
  readonly label: ReactNode
  readonly name: string
  readonly description?: ReactNode
  readonly rows: readonly PatternRow[]
  readonly issues: readonly FieldIssue[]
  readonly onChange: (rows: readonly PatternRow[]) => void
}

/** Patterns, each with what goes away where it matches: this line, or all that follows too. */
export function PatternRowsField({ id, label, name, description, rows, issues, onChange }: PatternRowsFieldProps) {
  const { t } = useTranslation()
  const change = (key: string, changes: Partial<PatternRow>) =>
    onChange(rows.map(row => (row.key === key ? { ...row, ...changes } : row)))
  const general = issues.filter(({ line }) => line === undefined)
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={description}
      error={general.length > 0 && <FieldIssues issues={general} />}
    >
      <fieldset className="plain pattern-rows" id={id} tabIndex={-1} aria-label={name}>
        {rows.map((row, index) => (
          <div key={row.key} className="pattern-row">
            <TextInput
              aria-label={t('form.pattern', { number: index + 1 })}
              classNames={{ input: 'code-input' }}
              spellCheck={false}
              autoComplete="off"
              value={row.pattern}
              error={errorOf(
                issues.flatMap(issue => (issue.line === index + 1 ? [{ field: '', message: issue.message }] : [])),
              )}
              onChange={event => change(row.key, { pattern: event.currentTarget.value })}
            />
            <Select
              aria-label={t('form.patternTakes', { number: index + 1 })}
              allowDeselect={false}
              value={row.andRest ? 'rest' : 'line'}
              data={[
                { value: 'line', label: t('form.onlyLine') },
                { value: 'rest', label: t('form.andRest') },
              ]}
              onChange={value => change(row.key, { andRest: value === 'rest' })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('form.removePattern', { number: index + 1 })}
              onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rows, patternRow('', false)])}
        >
          {t('form.addPattern')}
        </Button>
      </fieldset>
    </Input.Wrapper>
  )
}
