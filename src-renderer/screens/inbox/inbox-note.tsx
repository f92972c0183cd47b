import { Button } from '@mantine/core'
import { IconAlertTriangleFilled, IconHelpCircle, IconPlayerPause } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import type { OauthAccountView } from '../../../src-preload/contract/entities/oauth.ts'
import { call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatRelative } from '../../components/format.ts'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { useNow } from '../../stores/now.ts'
import { SignInAgain } from '../accounts/sign-in-again.tsx'
import { useAccountOf } from '../accounts/use-account-of.ts'
import { Note } from './note.tsx'

type InboxNoteProps = {
  readonly inbox: InboxSummary
  /** Polling as a whole, as told by the host. */
  readonly polling: boolean
  readonly onFirstLook: () => void
}

/** Why this inbox does not do its work, and what to do about it; nothing while it does. */
export function InboxNote({ inbox, polling, onFirstLook }: InboxNoteProps) {
  const { t } = useTranslation()
  const account = useAccountOf(inbox.id)
  if (account?.state === 'signed-out') return <SignedOut inbox={inbox} account={account} />
  if (inbox.health.lastError !== null && !inbox.health.polling) return <Failing inbox={inbox} />
  if (inbox.awaitsFirstLook) {
    return (
      <Note
        tone="wait"
        icon={<IconHelpCircle size={18} className="wait" aria-hidden />}
        title={t('inbox.firstLookTitle')}
        action={
          <Button size="xs" onClick={onFirstLook}>
            {t('inbox.firstLookGo')}
          </Button>
        }
      >
        {t('inbox.firstLookText')}
      </Note>
    )
  }
  if (!inbox.active) {
    const resume = () =>
      attempt(
        () => call('inboxes.setActive', { id: inbox.id, active: true }),
        () => t('inbox.resumed', { name: inbox.name }),
      )
    return (
      <Note
        tone="quiet"
        icon={<IconPlayerPause size={18} aria-hidden />}
        title={t('inbox.pausedTitle')}
        action={
          <Button size="xs" variant="default" onClick={resume}>
            {t('inbox.resume')}
          </Button>
        }
      >
        {t('inbox.pausedText')}
      </Note>
    )
  }
  if (!polling) {
    const resumeAll = () =>
      attempt(
        () => call('polling.pause', { paused: false }),
        () => t('commands.resumedNow'),
      )
    return (
      <Note
        tone="quiet"
        icon={<IconPlayerPause size={18} aria-hidden />}
        title={t('inbox.allPausedTitle')}
        action={
          <Button size="xs" variant="default" onClick={resumeAll}>
            {t('inbox.resumeAll')}
          </Button>
        }
      >
        {t('inbox.allPausedText')}
      </Note>
    )
  }
  return null
}

function Failing({ inbox: { id, active, health } }: { readonly inbox: InboxSummary }) {
  const { t } = useTranslation()
  const now = Math.max(
    useNow(state => state.now),
    Date.now(),
  )
  const { lastError, lastSuccessAt, nextPollAt, failures } = health
  return (
    <Note
      tone="bad"
      icon={<IconAlertTriangleFilled size={18} className="bad" aria-hidden />}
      title={t('inbox.failingTitle', { count: failures })}
      action={
        <Button size="xs" variant="default" component="a" href={addressOf.inboxSettings(id)}>
          {t('overview.openSettings')}
        </Button>
      }
    >
      <ForeignText whole>{lastError ?? ''}</ForeignText>
      <span className="inbox-note-when">
        <span>
          {lastSuccessAt === null
            ? t('inbox.failingNever')
            : t('inbox.failingSince', { when: formatRelative(lastSuccessAt, now) })}
        </span>
        {active && nextPollAt !== null && nextPollAt > now && (
          <span>{t('inbox.failingNext', { when: formatRelative(nextPollAt, now) })}</span>
        )}
      </span>
    </Note>
  )
}

type SignedOutProps = { readonly inbox: InboxSummary; readonly account: OauthAccountView }

function SignedOut({ inbox: { id }, account }: SignedOutProps) {
  const { t } = useTranslation()
  return (
    <Note
      tone="bad"
      icon={<IconAlertTriangleFilled size={18} className="bad" aria-hidden />}
      title={t('account.signedOutTitle', { login: account.login })}
      action={
        <span className="inbox-note-actions">
          <Button size="xs" variant="default" component="a" href={addressOf.inboxSettings(id)}>
            {t('overview.openSettings')}
          </Button>
          <SignInAgain account={account} />
        </span>
      }
    >
      <ForeignText whole>{account.lastError ?? t('account.signedOutByHand')}</ForeignText>
    </Note>
  )
}
