import './accounts.css'
import { Button, Input, Select, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OauthAccountView } from '../../../src-preload/contract/entities/oauth.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { errorOf } from '../../forms/field-issues.tsx'
import type { FieldIssue } from '../../forms/issues.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import { AccountMark } from './account-mark.tsx'
import { serves } from './serving-clients.ts'
import { SignInMenu } from './sign-in-menu.tsx'
import { useAccountChoices } from './use-account-choices.ts'
import { startSignIn } from './use-sign-in.ts'

type AccountFieldProps = {
  /** The id of an account; '' is none. */
  readonly value: string
  readonly onChange: (accountId: string) => void
  /** The address that the provider is asked to sign in; '' leaves it to the person. */
  readonly loginHint: string
  /** The mail server that the token is for: whoever may be signed in there comes first. */
  readonly server: string
  readonly issues: readonly FieldIssue[]
}

/** Who signs in to a mailbox with OAuth 2.0: somebody who did before, or a sign-in with the browser now. */
export function AccountField({ value, onChange, loginHint, server, issues }: AccountFieldProps) {
  const { t } = useTranslation()
  const { accounts, clients, providers } = useAccountChoices()
  const failed = [accounts, clients, providers].find(query => query.error !== null && query.data === null)
  if (failed?.error) return <FailureNote message={failed.error.message} onRetry={failed.refresh} />
  if (!accounts.data || !clients.data || !providers.data) return <Skeleton height={84} aria-busy />
  const serving = new Set(
    clients.data.filter(client => serves(client, server, providers.data ?? [])).map(({ id }) => id),
  )
  const fits = ({ clientId }: OauthAccountView) => serving.has(clientId)
  const sorted = accounts.data.toSorted((a, b) => Number(fits(b)) - Number(fits(a)))
  const chosen = sorted.find(({ id }) => id === value)
  const error = errorOf(issues)
  const menu = (
    <SignInMenu
      clients={clients.data}
      providers={providers.data}
      server={server}
      loginHint={loginHint}
      isFirst={sorted.length === 0}
      returnTo={fieldId('oauth_account')}
      onDone={onChange}
    />
  )
  if (sorted.length === 0) {
    return (
      <Input.Wrapper
        id={fieldId('oauth_account')}
        label={t('accountField.label')}
        labelElement="div"
        error={error}
        description={t('accountField.help')}
        withAsterisk
      >
        <div className="panel account-none">
          <span>{t(clients.data.length === 0 ? 'accountField.noClient' : 'accountField.nobody')}</span>
          {menu}
        </div>
      </Input.Wrapper>
    )
  }
  return (
    <div className="account-field">
      <div className="account-field-row">
        <Select
          id={fieldId('oauth_account')}
          label={t('accountField.label')}
          placeholder={t('accountField.choose')}
          description={t('accountField.help')}
          withAsterisk
          allowDeselect={false}
          searchable={sorted.length > 8}
          maxDropdownHeight={320}
          data={sorted.map(({ id, login }) => ({ value: id, label: login }))}
          value={chosen ? value : null}
          error={error}
          onChange={id => onChange(id ?? '')}
          renderOption={({ option }) => {
            const account = sorted.find(({ id }) => id === option.value)
            return account && <AccountOption account={account} fits={fits(account)} />
          }}
        />
        {menu}
      </div>
      {chosen && <Chosen account={chosen} />}
    </div>
  )
}

type AccountOptionProps = { readonly account: OauthAccountView; readonly fits: boolean }

function AccountOption({ account: { login, clientName, state }, fits }: AccountOptionProps) {
  const { t } = useTranslation()
  return (
    <span className="account-option">
      <span>
        <ForeignText>{login}</ForeignText>
        <span className="dimmed small">
          <ForeignText>{fits ? clientName : t('accountField.otherServers', { client: clientName })}</ForeignText>
        </span>
      </span>
      <AccountMark state={state} />
    </span>
  )
}

/** What there is to know about whom was chosen; nobody who is signed out gets mail. */
function Chosen({ account: { id, login, clientName, state, lastError } }: { readonly account: OauthAccountView }) {
  const { t } = useTranslation()
  return (
    <div className="account-chosen" role="status">
      <span className="account-chosen-state">
        <AccountMark state={state} />
        <span className="dimmed">
          <ForeignText>{t('accountField.by', { client: clientName })}</ForeignText>
        </span>
      </span>
      {state !== 'ok' && (
        <Button
          size="xs"
          {...(state === 'signed-out' ? {} : { variant: 'default' })}
          onClick={() => void startSignIn({ accountId: id, name: login, loginHint: login })}
        >
          {t('account.signInAgain')}
        </Button>
      )}
      {state !== 'ok' && lastError !== null && (
        <span className="account-chosen-error small">
          <ForeignText whole>{lastError}</ForeignText>
        </span>
      )}
    </div>
  )
}
