import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from './foreign-text.tsx'

type FailureNoteProps = { readonly message: string; readonly onRetry: () => void }

/** What failed, in its own words, and the way to try again. */
export function FailureNote({ message, onRetry }: FailureNoteProps) {
  const { t } = useTranslation()
  return (
    <Alert
      className="failure-note"
      color="red"
      icon={<IconAlertTriangle />}
      title={t('common.failedTitle')}
      mb="md"
      role="alert"
    >
      <p style={{ margin: '0 0 8px' }}>
        <ForeignText whole>{message}</ForeignText>
      </p>
      <Button size="xs" variant="default" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </Alert>
  )
}
