import { Input, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { errorOf } from '../../forms/field-issues.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { AccountField } from '../accounts/account-field.tsx'
import { useAccountChoices } from '../accounts/use-account-choices.ts'
import { fieldId } from './field-id.ts'
import { textField } from './text-field.ts'

type SignInFieldsProps = {
  readonly form: InboxForm
  readonly hasPassword: boolean
  /** How the server takes a sign-in, where that is known. */
  readonly ways?: readonly InboxConfig['auth'][]
  /** What kind of password it wants, where that is known. */
  readonly passwordLabel?: string | undefined
}

const WAYS = ['password', 'oauth'] as const

/** Who signs in to the mailbox, and how. */
export function SignInFields({ form, hasPassword, ways = WAYS, passwordLabel }: SignInFieldsProps) {
  const { t } = useTranslation()
  const { values, set } = form
  const isOauth = values.auth === 'oauth'
  // Ahead of its field, which is then there at once, to be led to.
  useAccountChoices()
  const choose = (auth: InboxConfig['auth']) => {
    set('auth', auth)
    // Who signs in with a provider needs no password; it is not kept for later.
    if (auth === 'oauth') form.setPassword('')
  }
  return (
    <>
      {ways.length > 1 && (
        <Input.Wrapper
          id={fieldId('auth')}
          label={t('inboxForm.auth')}
          labelElement="div"
          labelProps={{ id: 'auth-label' }}
          error={errorOf(form.issuesOf('auth'))}
        >
          <SegmentedControl
            fullWidth
            aria-labelledby="auth-label"
            value={values.auth}
            onChange={value => choose(InboxConfig.shape.auth.parse(value))}
            data={[
              { value: 'password', label: t('inboxForm.authPassword') },
              { value: 'oauth', label: 'OAuth 2.0' },
            ]}
          />
        </Input.Wrapper>
      )}
      <TextInput
        {...textField(form, t, 'login')}
        required
        placeholder="support@example.org"
        description={t(isOauth ? 'inboxForm.loginOauthHelp' : 'inboxForm.loginHelp')}
      />
      {isOauth ? (
        <AccountField
          value={values.oauth_account}
          onChange={id => set('oauth_account', id)}
          loginHint={values.login}
          server={values.server}
          issues={form.issuesOf('oauth_account')}
        />
      ) : (
        <PasswordField form={form} hasPassword={hasPassword} passwordLabel={passwordLabel} />
      )}
    </>
  )
}

/** The password goes in and never comes out. */
function PasswordField({ form, hasPassword, passwordLabel }: SignInFieldsProps) {
  const { t } = useTranslation()
  const isMissing = !hasPassword && form.password === '' && form.id !== undefined
  return (
    <>
      <PasswordInput
        id={fieldId('password')}
        label={passwordLabel ?? t('inboxForm.password')}
        placeholder={hasPassword ? t('inboxForm.passwordStored') : undefined}
        description={hasPassword ? t('inboxForm.passwordKept') : t('inboxForm.passwordHelp')}
        autoComplete="new-password"
        value={form.password}
        error={errorOf(form.issuesOf('password'))}
        aria-invalid={form.issuesOf('password').length > 0}
        onChange={event => form.setPassword(event.currentTarget.value)}
        // Only what is being typed can be shown; what is stored never comes here.
        visibilityToggleButtonProps={{ 'aria-label': t('inboxForm.showPassword') }}
      />
      {isMissing && <p className="wait small">{t('inboxForm.passwordMissing')}</p>}
    </>
  )
}
