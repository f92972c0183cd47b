import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import type { OauthClientView } from '../../../src-preload/contract/entities/oauth.ts'
import { call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatNumber } from '../../components/format.ts'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { RedirectAddress } from './client-guide.tsx'
import { RemoveButton } from './remove-button.tsx'
import { startSignIn } from './use-sign-in.ts'

type ClientRowProps = {
  readonly client: OauthClientView
  /** Inboxes that sign in with one of its accounts. */
  readonly usedBy: readonly InboxSummary[]
}

/** How one provider knows Postdesk. */
export function ClientRow({ client, usedBy }: ClientRowProps) {
  const { t } = useTranslation()
  const { id, config, redirectUri, accounts } = client
  const { name, provider, clientId, tenant } = config
  const remove = () =>
    attempt(
      () => call('oauthClients.remove', { id }),
      () => t('client.removed', { name }),
    )
  return (
    <li className="panel account-row">
      <div className="account-row-head">
        <div>
          <h3>
            <a href={addressOf.client(id)}>
              <ForeignText>{name}</ForeignText>
            </a>
          </h3>
          <span className="dimmed account-row-client">{t(`oauthProvider.${provider}`)}</span>
        </div>
      </div>
      <dl className="account-facts client-facts">
        <div>
          <dt>{t('client.id')}</dt>
          <dd>
            <ForeignText>{clientId}</ForeignText>
          </dd>
        </div>
        {tenant !== '' && (
          <div>
            <dt>{t('client.tenant')}</dt>
            <dd>
              <ForeignText>{tenant}</ForeignText>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('client.redirect')}</dt>
          <dd>
            <RedirectAddress address={redirectUri} />
          </dd>
        </div>
        <div>
          <dt>{t('client.accounts')}</dt>
          <dd className="number">{formatNumber(accounts)}</dd>
        </div>
      </dl>
      <div className="account-row-actions">
        <Button
          size="xs"
          variant="default"
          aria-label={t('client.signInNamed', { name })}
          onClick={() => void startSignIn({ clientId: id, name, loginHint: '' })}
        >
          {t('client.signIn')}
        </Button>
        <Button
          size="xs"
          variant="default"
          component="a"
          href={addressOf.client(id)}
          aria-label={t('client.editNamed', { name })}
        >
          {t('client.edit')}
        </Button>
        <RemoveButton
          label={t('client.removeNamed', { name })}
          verb={t('client.removeVerb')}
          sentence={t('client.removeSentence', { name, count: accounts })}
          usedBy={usedBy}
          onConfirm={remove}
        >
          {t('client.remove')}
        </RemoveButton>
      </div>
    </li>
  )
}
