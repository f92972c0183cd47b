import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hindrance } from '../../../src-preload/contract/entities/host.ts'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { SignInAgain } from '../accounts/sign-in-again.tsx'
import { useCheckNow } from '../inbox/use-check-now.ts'

type RemedyProps = {
  readonly hindrance: Hindrance
  readonly inboxes: readonly InboxSummary[]
  readonly onLook: (inboxId: string) => void
}

/** The buttons that do something about a hindrance. */
export function Remedy({ hindrance, inboxes, onLook }: RemedyProps) {
  const { t } = useTranslation()
  const { kind, inboxId } = hindrance
  const inbox = inboxes.find(({ id }) => id === inboxId)
  switch (kind) {
    case 'paused':
      return (
        <Do
          label={t('overview.resume')}
          action={() => call('polling.pause', { paused: false })}
          done={t('commands.resumedNow')}
        />
      )
    case 'no-inbox':
      return <Go address={addressOf.newInbox}>{t('overview.addInbox')}</Go>
    case 'all-inactive': {
      const [only, ...others] = inboxes
      return only && others.length === 0 ? (
        <Activate id={only.id} name={only.name} />
      ) : (
        <Go address={addressOf.inboxes}>{t('overview.toInboxes')}</Go>
      )
    }
    case 'inbox-inactive':
      return inboxId === null ? null : <Activate isQuiet id={inboxId} name={hindrance.inboxName} />
    case 'inbox-failing':
      return inboxId === null ? null : (
        <span className="remedies">
          <Go address={addressOf.inboxSettings(inboxId)}>{t('overview.openSettings')}</Go>
          <CheckNow id={inboxId} name={hindrance.inboxName} polling={inbox?.health.polling ?? false} />
        </span>
      )
    case 'signed-out':
      return (
        <span className="remedies">
          {inboxId !== null && <Go address={addressOf.inboxSettings(inboxId)}>{t('overview.openSettings')}</Go>}
          {hindrance.account && <SignInAgain account={hindrance.account} />}
        </span>
      )
    case 'first-look':
      return inboxId === null ? null : (
        <Button size="xs" onClick={() => onLook(inboxId)}>
          {t('overview.answer')}
        </Button>
      )
    case 'disk-full':
      return <CheckAll />
    case 'behind':
      return inboxId === null ? (
        <CheckAll />
      ) : (
        <span className="remedies">
          <Go address={addressOf.inbox(inboxId)}>{t('overview.lookAt')}</Go>
          <CheckNow id={inboxId} name={hindrance.inboxName} polling={inbox?.health.polling ?? false} />
        </span>
      )
    case 'actions-failing':
      return <Go address={addressOf.outgoing}>{t('overview.lookAtActions')}</Go>
  }
}

function Go({ address, children }: { readonly address: string; readonly children: ReactNode }) {
  return (
    <Button size="xs" variant="default" component="a" href={address}>
      {children}
    </Button>
  )
}

type DoProps = {
  readonly isQuiet?: boolean
  readonly label: string
  readonly action: () => Promise<unknown>
  readonly done: string
}

function Do({ label, action, done, isQuiet = false }: DoProps) {
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    await attempt(action, () => done)
    setBusy(false)
  }
  return (
    <Button size="xs" variant={isQuiet ? 'default' : 'filled'} loading={busy} onClick={run}>
      {label}
    </Button>
  )
}

type ActivateProps = { readonly id: string; readonly name: string; readonly isQuiet?: boolean }

function Activate({ id, name, isQuiet = false }: ActivateProps) {
  const { t } = useTranslation()
  return (
    <Do
      isQuiet={isQuiet}
      label={t('overview.activate')}
      action={() => call('inboxes.setActive', { id, active: true })}
      done={t('overview.activated', { name })}
    />
  )
}

type CheckNowProps = { readonly id: string; readonly name: string; readonly polling: boolean }

function CheckNow({ id, name, polling }: CheckNowProps) {
  const { t } = useTranslation()
  const { busy, checkNow } = useCheckNow(id)
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy || polling}
      onClick={checkNow}
      aria-label={t('overview.checkNamed', { name })}
    >
      {t('overview.checkNow')}
    </Button>
  )
}

function CheckAll() {
  const { t } = useTranslation()
  return <Do label={t('overview.checkAgain')} action={() => call('inboxes.poll', {})} done={t('commands.checking')} />
}
