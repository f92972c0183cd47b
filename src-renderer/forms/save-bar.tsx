import { Button } from '@mantine/core'
import { IconAlertTriangleFilled, IconCheck, IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOfferedCommands } from '../commands/commands.ts'

type SaveBarProps = {
  /** How many fields differ from what is stored. */
  readonly changes: number
  /** How many fields are wrong. */
  readonly wrong: number
  readonly busy: boolean
  /** It was never stored: there is something to save from the start. */
  readonly isNew?: boolean
  readonly onSave: () => void
  readonly onDiscard?: () => void
  /** Leads to the first field that is wrong. */
  readonly onShowWrong: () => void
  readonly children?: ReactNode
}

/** Stays at the foot of a form: what would be saved, what hinders it, and Save. */
export function SaveBar(props: SaveBarProps) {
  const { changes, wrong, busy, isNew = false, onSave, onDiscard, onShowWrong, children } = props
  const { t } = useTranslation()
  useOfferedCommands([
    { id: 'save', group: 'here', label: t('common.save'), key: 'mod+s', disabled: busy, run: onSave },
  ])
  const idle = changes === 0 && !isNew
  return (
    <div className="save-bar">
      <div className="save-bar-state" role="status">
        {wrong > 0 ? (
          <button type="button" className="save-bar-wrong" onClick={onShowWrong}>
            <IconAlertTriangleFilled size={16} aria-hidden />
            {t('form.wrong', { count: wrong })}
          </button>
        ) : changes > 0 ? (
          <span className="mark wait">
            <IconPencil size={16} aria-hidden />
            {t('form.changes', { count: changes })}
          </span>
        ) : (
          !isNew && (
            <span className="mark dimmed">
              <IconCheck size={16} aria-hidden />
              {t('form.allSaved')}
            </span>
          )
        )}
      </div>
      {children}
      {onDiscard && changes > 0 && (
        <Button variant="subtle" color="gray" disabled={busy} onClick={onDiscard}>
          {t('form.discard')}
        </Button>
      )}
      {/* Not `disabled`: the focus that just pressed it would be lost. */}
      <Button
        loading={busy}
        {...(idle ? { 'data-disabled': true, 'aria-disabled': true } : {})}
        onClick={() => !idle && onSave()}
      >
        {t('common.save')}
      </Button>
    </div>
  )
}
