import { Input, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ComingLater } from '../../forms/coming-later.tsx'
import { errorOf } from '../../forms/field-issues.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'
import { textField } from './text-field.ts'

type SignInFieldsProps = { readonly form: InboxForm; readonly hasPassword: boolean }

/** The account. The password goes in and never comes out. */
export function SignInFields({ form, hasPassword }: SignInFieldsProps) {
  const { t } = useTranslation()
  const isMissing = !hasPassword && form.password === '' && form.id !== undefined
  return (
    <>
      <Input.Wrapper label={t('inboxForm.auth')} labelElement="div" labelProps={{ id: 'auth-label' }}>
        <SegmentedControl
          id={fieldId('auth')}
          fullWidth
          aria-labelledby="auth-label"
          value={form.values.auth}
          onChange={() => form.set('auth', 'password')}
          data={[
            { value: 'password', label: t('inboxForm.authPassword') },
            {
              value: 'oauth',
              disabled: true,
              label: (
                <>
                  OAuth 2.0 <ComingLater />
                </>
              ),
            },
          ]}
        />
      </Input.Wrapper>
      <TextInput
        {...textField(form, t, 'login')}
        required
        placeholder="support@example.org"
        description={t('inboxForm.loginHelp')}
      />
      <PasswordInput
        id={fieldId('password')}
        label={t('inboxForm.password')}
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
