import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type UndoMessageProps = { readonly message: string; readonly onUndo: () => void }

export function UndoMessage({ message, onUndo }: UndoMessageProps) {
  const { t } = useTranslation()
  return (
    <span className="row" style={{ justifyContent: 'space-between', gap: 16 }}>
      <span>{message}</span>
      <Button size="compact-sm" variant="light" onClick={onUndo}>
        {t('common.undo')}
      </Button>
    </span>
  )
}
