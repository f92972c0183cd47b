import './action-dialog.css'
import { Button, Modal, Skeleton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Consequences, MessageAction } from '../../../../src-preload/contract/entities/message-views.ts'
import type { Outcome, Selection } from '../../../../src-preload/contract/entities/selection.ts'
import { CallError, call } from '../../../bridge/bridge.ts'
import { attempt, whileUndoable } from '../../../components/toast.ts'
import { act } from './act.ts'
import { ConsequenceText } from './consequence-text.tsx'
import { FolderField } from './folder-field.tsx'
import { tellOutcome } from './tell-outcome.ts'

export type AskedAction = {
  readonly action: MessageAction
  readonly selection: Selection
  /** Whose folders a move may choose from. */
  readonly inboxId: string | null
}

type ActionDialogProps = {
  readonly asked: AskedAction
  readonly opened: boolean
  readonly onClose: () => void
  readonly onClosed: () => void
  readonly onDone: (outcome: Outcome) => void
}

/** Asks first what an action would do, says it, and does it when the person agrees. */
export function ActionDialog({ asked, opened, onClose, onClosed, onDone }: ActionDialogProps) {
  const { t } = useTranslation()
  const { action, selection } = asked
  const { would, failure } = useConsequences(asked)
  const [busy, setBusy] = useState(false)
  const [folder, setFolder] = useState('')
  const [showFaults, setShowFaults] = useState(false)
  const confirmButton = useRef<HTMLButtonElement>(null)
  const isDangerous = action === 'delete'
  const possible = would !== null && would.changes > 0
  // What can be taken back is one Enter away; a deletion is not.
  useEffect(() => {
    if (possible && !isDangerous && action !== 'move') confirmButton.current?.focus()
  }, [possible, isDangerous, action])

  const confirm = async () => {
    if (action === 'move' && folder.trim() === '') return setShowFaults(true)
    setBusy(true)
    await whileUndoable(async () => {
      const outcome = await attempt(() => act(action, selection, folder.trim()))
      setBusy(false)
      if (!outcome) return
      onClose()
      tellOutcome(action, outcome)
      onDone(outcome)
    })
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      title={t(`act.${action}.title`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className="act-body">
        {failure !== null && <p className="note-bad">{failure}</p>}
        {failure === null && would === null && <Considering />}
        {would && <ConsequenceText action={action} would={would} />}
        {action === 'move' && possible && (
          <FolderField inboxId={asked.inboxId} value={folder} onChange={setFolder} showFaults={showFaults} />
        )}
      </div>
      <div className="act-buttons">
        <Button variant="default" onClick={onClose} data-autofocus>
          {would !== null && !possible ? t('common.close') : t('common.cancel')}
        </Button>
        {(would === null || possible) && failure === null && (
          <Button
            ref={confirmButton}
            {...(isDangerous ? { color: 'red.8' } : {})}
            loading={busy}
            disabled={!possible}
            onClick={confirm}
          >
            {would === null ? t(`act.${action}.title`) : t(`act.${action}.verb`, { count: would.changes })}
          </Button>
        )}
      </div>
    </Modal>
  )
}

function Considering() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('act.considering')} className="stack">
      <Skeleton height={12} />
      <Skeleton height={12} width="70%" />
    </div>
  )
}

function useConsequences({ action, selection }: AskedAction) {
  const [would, setWould] = useState<Consequences | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    call('messages.consider', { action, selection })
      .then(consequences => {
        if (current) setWould(consequences)
      })
      .catch((error: unknown) => {
        if (!(error instanceof CallError)) throw error
        if (current) setFailure(error.message)
      })
    return () => {
      current = false
    }
  }, [action, selection])
  return { would, failure }
}
