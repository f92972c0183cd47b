import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type UndoMessageProps = { readonly message: string; readonly onUndo: () => void }

/** What was done, with the way back. Several stand above each other, so each button says what it takes back. */
export function UndoMessage({ message, onUndo }: UndoMessageProps) {
  const { t } = useTranslation()
  return (
    <span className="row" style={{ justifyContent: 'space-between', gap: 16 }}>
      <span>{message}</span>
      <Button
        size="compact-sm"
        variant="light"
        aria-label={t('common.undoNamed', { what: message })}
        // A newer message moves this one up: the press belongs to it all the same, wherever the pointer is let go.
        onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
        onClick={onUndo}
      >
        {t('common.undo')}
      </Button>
    </span>
  )
}
