import { Alert, PasswordInput, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { errorOf } from '../../forms/field-issues.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import { ServerFields } from '../inbox-form/server-fields.tsx'
import { textField } from '../inbox-form/text-field.ts'
import { GoOnAnyway } from './go-on-anyway.tsx'
import { StepForm } from './step-form.tsx'
import { TestProgress } from './test-progress.tsx'
import type { Guide } from './use-guide.ts'
import { useSignIn } from './use-sign-in.ts'

/** The account, and at once whether it works: the test stands below the fields that it may send somebody back to. */
export function SignInStep({ form, guide }: { readonly form: InboxForm; readonly guide: Guide }) {
  const { t } = useTranslation()
  const { goOn, tryOnceTrusted, isProven, mayGoOn, asksForServer } = useSignIn(form, guide)
  const { test, search } = guide
  const way = search.chosen?.ways.find(({ auth }) => auth === 'password') ?? search.chosen?.ways[0]
  return (
    <StepForm
      guide={guide}
      onGoOn={goOn}
      busy={test.state.phase === 'running'}
      verb={isProven ? t('guide.goOn') : t(test.state.phase === 'idle' ? 'guide.signIn' : 'guide.signInAgain')}
      aside={mayGoOn && <GoOnAnyway guide={guide} />}
    >
      {way && way.hint !== null && (
        <Alert color="accent" variant="light" icon={<IconKey />} className="guide-hint">
          <ForeignText whole>{way.hint}</ForeignText>
        </Alert>
      )}
      {asksForServer && <ServerFields form={form} />}
      <TextInput {...textField(form, t, 'login')} required description={t('inboxForm.loginHelp')} />
      <PasswordInput
        id={fieldId('password')}
        label={t(way?.signIn === 'app-password' ? 'finder.signIn.app-password' : 'inboxForm.password')}
        description={t('inboxForm.passwordHelp')}
        required
        autoComplete="new-password"
        value={form.password}
        error={errorOf(form.issuesOf('password'))}
        aria-invalid={form.issuesOf('password').length > 0}
        onChange={event => form.setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('inboxForm.showPassword') }}
      />
      <TestProgress form={form} test={test} onTrust={tryOnceTrusted} />
    </StepForm>
  )
}
