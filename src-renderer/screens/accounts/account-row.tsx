import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import type { OauthAccountView } from '../../../src-preload/contract/entities/oauth.ts'
import { call } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { AccountMark } from './account-mark.tsx'
import { RemoveButton } from './remove-button.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { TokenEnd } from './token-end.tsx'

type AccountRowProps = { readonly account: OauthAccountView; readonly inboxes: readonly InboxSummary[] }

/** Somebody who signed in: how that stands, which inboxes live by it, and what can be done. */
export function AccountRow({ account, inboxes }: AccountRowProps) {
  const { t } = useTranslation()
  const { login, clientName, clientId, provider, state, lastError, signedInAt, refreshedAt, inboxIds } = account
  const users = inboxes.filter(({ id }) => inboxIds.includes(id))
  const providerName = t(`oauthProvider.${provider}`)
  return (
    <li className="panel account-row">
      <div className="account-row-head">
        <div>
          <h3>
            <ForeignText>{login}</ForeignText>
          </h3>
          <span className="account-row-by">
            <a className="account-row-client" href={addressOf.client(clientId)}>
              <ForeignText>{clientName}</ForeignText>
            </a>
            {/* A client that is called as its provider need not say it twice. */}
            {clientName !== providerName && <span className="dimmed">{providerName}</span>}
          </span>
        </div>
        <AccountMark state={state} />
      </div>
      {state !== 'ok' || lastError !== null ? (
        <p className={state === 'signed-out' ? 'note-bad' : 'account-row-note'}>
          <ForeignText whole>{lastError ?? t('account.signedOutByHand')}</ForeignText>
        </p>
      ) : null}
      <dl className="account-facts">
        <Fact name={t('account.signedInAt')}>
          <Moment at={signedInAt} />
        </Fact>
        <Fact name={t('account.token')}>
          <TokenEnd account={account} />
        </Fact>
        <Fact name={t('account.renewedAt')}>
          {refreshedAt === null ? t('account.never') : <Moment at={refreshedAt} />}
        </Fact>
        <Fact name={t('account.inboxes')}>
          {users.length === 0 ? (
            <span className="dimmed">{t('account.noInbox')}</span>
          ) : (
            <ul className="account-inboxes">
              {users.map(({ id, name }) => (
                <li key={id}>
                  <a href={addressOf.inbox(id)}>
                    <ForeignText>{name}</ForeignText>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
      <Actions account={account} users={users} />
    </li>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Actions({ account, users }: { readonly account: OauthAccountView; readonly users: readonly InboxSummary[] }) {
  const { t } = useTranslation()
  const { id, login, state } = account
  const names = users.map(({ name }) => name).join(', ')
  const signOut = () =>
    attempt(
      () => call('oauthAccounts.signOut', { id }),
      () => t('account.signedOut', { login }),
    )
  const remove = () =>
    attempt(
      () => call('oauthAccounts.remove', { id }),
      () => t('account.removed', { login }),
    )
  return (
    <div className="account-row-actions">
      <SignInAgain account={account} {...(state === 'ok' ? { variant: 'default' } : {})} />
      {/* One that cannot be renewed would only be ended by it. */}
      {state === 'ok' && <Renew account={account} />}
      {state !== 'signed-out' && (
        <ConfirmButton
          size="xs"
          aria-label={t('account.signOutNamed', { login })}
          verb={t('account.signOutVerb')}
          sentence={
            users.length === 0
              ? t('account.signOutUnused', { login })
              : t('account.signOutUsed', { login, names, count: users.length })
          }
          onConfirm={signOut}
        >
          {t('account.signOut')}
        </ConfirmButton>
      )}
      <RemoveButton
        label={t('account.removeNamed', { login })}
        verb={t('account.removeVerb')}
        sentence={t('account.removeSentence', { login })}
        usedBy={users}
        onConfirm={remove}
      >
        {t('account.remove')}
      </RemoveButton>
    </div>
  )
}

function Renew({ account: { id, login } }: { readonly account: OauthAccountView }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const renew = async () => {
    setBusy(true)
    await attempt(
      () => call('oauthAccounts.refresh', { id }),
      () => t('account.renewed', { login }),
    )
    setBusy(false)
  }
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy}
      leftSection={<IconRefresh size={14} aria-hidden />}
      aria-label={t('account.renewNamed', { login })}
      onClick={renew}
    >
      {t('account.renew')}
    </Button>
  )
}
