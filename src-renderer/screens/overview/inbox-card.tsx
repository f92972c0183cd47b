import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { InboxMark } from '../../components/state-mark.tsx'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { hostStatus } from '../../stores/queries.ts'
import { AccountMark } from '../accounts/account-mark.tsx'
import { SignInAgain } from '../accounts/sign-in-again.tsx'
import { TokenEnd } from '../accounts/token-end.tsx'
import { useAccountOf } from '../accounts/use-account-of.ts'
import { useCheckNow } from '../inbox/use-check-now.ts'
import { InboxCounts } from '../inboxes/inbox-counts.tsx'
import { NextCheck } from './next-check.tsx'

/** The health of one inbox. */
export function InboxCard({ inbox }: { readonly inbox: InboxSummary }) {
  const { t } = useTranslation()
  const { busy, checkNow } = useCheckNow(inbox.id)
  const polling = useQuery(hostStatus, {}).data?.polling ?? true
  const { health } = inbox
  const account = useAccountOf(inbox.id)
  const isSignedOut = account?.state === 'signed-out'
  return (
    <section className="panel overview-card" aria-label={inbox.name}>
      <div className="row overview-card-head">
        <div style={{ flex: 1, minWidth: 0 }}>
          <h3>
            <a href={addressOf.inbox(inbox.id)}>
              <ForeignText>{inbox.name}</ForeignText>
            </a>
          </h3>
          <div className="dimmed small">
            <ForeignText>{inbox.where}</ForeignText>
          </div>
        </div>
        {isSignedOut ? <AccountMark state={account.state} /> : <InboxMark inbox={inbox} />}
      </div>
      <InboxCounts inbox={inbox} />
      {(health.lastError !== null || isSignedOut) && (
        <p className="note-bad">
          <ForeignText whole>
            {(isSignedOut ? account.lastError : health.lastError) ?? t('account.signedOutByHand')}
          </ForeignText>
          <a href={addressOf.inboxSettings(inbox.id)}>{t('overview.openSettings')}</a>
        </p>
      )}
      <div className="overview-times">
        <dl className="facts">
          <dt>{t('overview.lastCheck')}</dt>
          <dd>{health.lastPollAt === null ? t('overview.never') : <Moment at={health.lastPollAt} />}</dd>
          <dt>{t('overview.nextCheck')}</dt>
          <dd>
            {health.nextPollAt === null || !inbox.active || !polling || inbox.awaitsFirstLook ? (
              t('overview.noNextCheck')
            ) : (
              <NextCheck at={health.nextPollAt} />
            )}
          </dd>
          {account && !isSignedOut && (
            <>
              <dt>{t('account.signIn')}</dt>
              <dd>
                <TokenEnd account={account} />
              </dd>
            </>
          )}
        </dl>
        {account && account.state !== 'ok' && (
          <SignInAgain account={account} {...(isSignedOut ? {} : { variant: 'default' })} />
        )}
        <Button
          size="xs"
          variant="default"
          loading={busy || health.polling}
          onClick={checkNow}
          leftSection={<IconRefresh size={14} />}
          aria-label={t('overview.checkNamed', { name: inbox.name })}
        >
          {t('overview.checkNow')}
        </Button>
      </div>
    </section>
  )
}
