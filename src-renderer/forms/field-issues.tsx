import { useTranslation } from 'react-i18next'
import { ForeignText } from '../components/foreign-text.tsx'
import type { FieldIssue } from './issues.ts'

type FieldIssuesProps = {
  readonly issues: readonly FieldIssue[]
  /** Leads to a line of the field. */
  readonly onLine?: (line: number) => void
}

/** What is wrong with a field, below it: a sentence each, with its line where it has one. */
export function FieldIssues({ issues, onLine }: FieldIssuesProps) {
  const { t } = useTranslation()
  return (
    <span className="field-issues">
      {issues.map(({ message, line }) => (
        <span key={`${line} ${message}`}>
          {line !== undefined &&
            (onLine ? (
              <button type="button" className="field-issue-line" onClick={() => onLine(line)}>
                {t('form.line', { line })}
              </button>
            ) : (
              <strong>{t('form.line', { line })}</strong>
            ))}
          <ForeignText whole>{message}</ForeignText>
        </span>
      ))}
    </span>
  )
}

/** For the `error` of a Mantine input: nothing when nothing is wrong. */
export function errorOf(issues: readonly FieldIssue[]) {
  return issues.length === 0 ? undefined : <FieldIssues issues={issues} />
}
