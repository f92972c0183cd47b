import { Button } from '@mantine/core'
import { IconArrowBackUp, IconMailUp, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import { call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'

type ActionButtonsProps = { readonly action: ServerActionView; readonly subject: string; readonly now: number }

/** Undo while it waits, try again after a failure, put back what has gone; nothing where nothing can be done. */
export function ActionButtons({ action, subject, now }: ActionButtonsProps) {
  const { t } = useTranslation()
  const { id, kind, state, dueAt, attempts, canRetry, canPutBack } = action
  const waitsToRetry = state === 'waiting' && attempts > 0 && dueAt > now
  return (
    <span className="row outgoing-todo">
      {(canRetry || waitsToRetry) && (
        <Todo
          icon={<IconRefresh size={14} aria-hidden />}
          label={t(canRetry ? 'outgoing.tryAgain' : 'outgoing.tryNow')}
          name={t(canRetry ? 'outgoing.tryAgainNamed' : 'outgoing.tryNowNamed', { subject })}
          run={() => call('actions.retry', { id })}
          done={t('outgoing.retried')}
        />
      )}
      {state === 'waiting' && (
        <Todo
          icon={<IconArrowBackUp size={14} aria-hidden />}
          label={t('outgoing.undo')}
          name={t('outgoing.undoNamed', { subject })}
          run={() => call('actions.cancel', { id })}
          done={t(kind === 'put-back' ? 'outgoing.putBackUndone' : 'outgoing.undone')}
        />
      )}
      {canPutBack && (
        <Todo
          icon={<IconMailUp size={14} aria-hidden />}
          label={t('outgoing.putBack')}
          name={t('outgoing.putBackNamed', { subject })}
          run={() => call('actions.putBack', { id })}
          done={t('outgoing.puttingBack')}
        />
      )}
    </span>
  )
}

type TodoProps = {
  readonly icon: ReactNode
  readonly label: string
  readonly name: string
  readonly run: () => Promise<unknown>
  readonly done: string
}

function Todo({ icon, label, name, run, done }: TodoProps) {
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    await attempt(run, () => done)
    setBusy(false)
  }
  return (
    <Button size="xs" variant="default" leftSection={icon} aria-label={name} title={name} loading={busy} onClick={go}>
      {label}
    </Button>
  )
}
