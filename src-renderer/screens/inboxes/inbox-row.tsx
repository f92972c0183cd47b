import { Button, Switch } from '@mantine/core'
import { IconRefresh, IconSettings } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { call } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { InboxMark } from '../../components/state-mark.tsx'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { inboxes } from '../../stores/queries.ts'
import { AccountMark } from '../accounts/account-mark.tsx'
import { SignInAgain } from '../accounts/sign-in-again.tsx'
import { useAccountOf } from '../accounts/use-account-of.ts'
import { InboxMenu } from '../inbox/inbox-menu.tsx'
import { useCheckNow } from '../inbox/use-check-now.ts'
import { tellEffect } from '../inbox-form/use-effect-on-waiting.ts'
import { InboxCounts } from './inbox-counts.tsx'

type InboxRowProps = { readonly inbox: InboxSummary; readonly onLook: (inboxId: string) => void }

/** One inbox: where it is, how it does, and what can be done with it. */
export function InboxRow({ inbox, onLook }: InboxRowProps) {
  const { t } = useTranslation()
  const { busy, checkNow } = useCheckNow(inbox.id)
  const { id, name, where, login, health } = inbox
  const account = useAccountOf(id)
  const isSignedOut = account?.state === 'signed-out'
  const remove = () =>
    attempt(
      () => call('inboxes.remove', { id }),
      ({ waiting }) => `${t('inboxForm.removed')}. ${tellEffect(t, 'after', waiting)}`.trim(),
    )
  return (
    <li className="panel inbox-row">
      <div className="inbox-row-head">
        <div className="inbox-row-name">
          <h2>
            <a href={addressOf.inbox(id)}>
              <ForeignText>{name}</ForeignText>
            </a>
          </h2>
          <div className="dimmed inbox-row-where">
            <ForeignText>{where}</ForeignText>
            {login !== '' && <ForeignText>{login}</ForeignText>}
          </div>
        </div>
        <div className="inbox-row-state">
          {isSignedOut ? <AccountMark state={account.state} /> : <InboxMark inbox={inbox} />}
          <span className="dimmed small">
            {health.lastPollAt === null ? t('inboxState.unchecked') : <Moment at={health.lastPollAt} />}
          </span>
        </div>
        <ActiveSwitch inbox={inbox} />
      </div>
      {isSignedOut ? (
        <p className="note-bad inbox-row-signed-out">
          <ForeignText whole>{account.lastError ?? t('account.signedOutByHand')}</ForeignText>
          <SignInAgain account={account} />
        </p>
      ) : (
        health.lastError !== null && (
          <p className="note-bad">
            <ForeignText whole>{health.lastError}</ForeignText>
          </p>
        )
      )}
      {inbox.awaitsFirstLook && (
        <p className="inbox-row-question">
          <span>{t('inboxes.firstLook')}</span>
          <Button size="xs" onClick={() => onLook(id)}>
            {t('overview.answer')}
          </Button>
        </p>
      )}
      <div className="inbox-row-foot">
        <InboxCounts inbox={inbox} />
        <div className="inbox-row-actions">
          <Button
            size="xs"
            variant="default"
            loading={busy || health.polling}
            leftSection={<IconRefresh size={14} />}
            aria-label={t('overview.checkNamed', { name })}
            onClick={checkNow}
          >
            {t('overview.checkNow')}
          </Button>
          <Button
            size="xs"
            variant="default"
            component="a"
            href={addressOf.inboxSettings(id)}
            leftSection={<IconSettings size={14} />}
            aria-label={t('inboxes.settingsNamed', { name })}
          >
            {t('inboxes.settings')}
          </Button>
          <ConfirmButton
            size="xs"
            verb={t('inboxForm.removeVerb')}
            sentence={t('inboxForm.removeSentence', { name })}
            onConfirm={remove}
            aria-label={t('inboxes.removeNamed', { name })}
          >
            {t('inboxForm.remove')}
          </ConfirmButton>
          <InboxMenu inbox={inbox} size={30} />
        </div>
      </div>
    </li>
  )
}

function ActiveSwitch({ inbox: { id, name, active, where, login } }: { readonly inbox: InboxSummary }) {
  const { t } = useTranslation()
  const all = useQuery(inboxes, {}).data ?? []
  const [wanted, setWanted] = useState<boolean | null>(null)
  const change = async (next: boolean) => {
    setWanted(next)
    // It is a copy, or has one: only one of them is active.
    const stopped = all.find(each => each.active && each.id !== id && each.where === where && each.login === login)
    await attempt(
      () => call('inboxes.setActive', { id, active: next }),
      () =>
        next && stopped
          ? t('inboxes.tookOver', { name, other: stopped.name })
          : t(next ? 'overview.activated' : 'inboxes.deactivated', { name }),
    )
    setWanted(null)
  }
  return (
    <Switch
      label={t('inboxes.active')}
      aria-label={t('inboxes.activeNamed', { name })}
      checked={wanted ?? active}
      disabled={wanted !== null}
      onChange={event => void change(event.currentTarget.checked)}
    />
  )
}
