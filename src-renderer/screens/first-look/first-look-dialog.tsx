import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/bridge.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { FirstLookQuestion } from './first-look-question.tsx'
import { useFirstLookAnswer } from './use-first-look-answer.ts'

type FirstLookDialogProps = {
  readonly inboxId: string
  readonly opened: boolean
  readonly onClose: () => void
}

/** Asks from where on the mail of a new mailbox is processed. Nothing of it runs before the answer. */
export function FirstLookDialog({ inboxId, opened, onClose }: FirstLookDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('firstLook.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <Question inboxId={inboxId} onClose={onClose} />}
    </Modal>
  )
}

function Question({ inboxId, onClose }: Omit<FirstLookDialogProps, 'opened'>) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const answer = useFirstLookAnswer({ id: inboxId })
  const { failure, again, taken, choice } = answer
  const give = async () => {
    if (choice === null) return
    setBusy(true)
    const answered = await attempt(
      () => call('inboxes.answerFirstLook', { id: inboxId, choice }),
      ({ ignored }) => t('firstLook.answered', { count: ignored }),
    )
    setBusy(false)
    if (answered) onClose()
  }
  if (failure !== null) {
    return (
      <>
        <FailureNote message={failure.message} onRetry={again} />
        <div className="row first-look-foot">
          <a href={addressOf.inboxSettings(inboxId)} onClick={onClose}>
            {t('firstLook.toSettings')}
          </a>
        </div>
      </>
    )
  }
  return (
    <>
      <FirstLookQuestion answer={answer} />
      <div className="row first-look-foot">
        <Button variant="default" onClick={onClose}>
          {t('firstLook.later')}
        </Button>
        <Button loading={busy} disabled={choice === null} onClick={give}>
          {taken === null || taken === 0 ? t('firstLook.start') : t('firstLook.process', { count: taken })}
        </Button>
      </div>
    </>
  )
}
