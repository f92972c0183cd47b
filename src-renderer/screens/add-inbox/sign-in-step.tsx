import { Alert } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ServerFields } from '../inbox-form/server-fields.tsx'
import { SignInFields } from '../inbox-form/sign-in-fields.tsx'
import { GoOnAnyway } from './go-on-anyway.tsx'
import { StepForm } from './step-form.tsx'
import { TestProgress } from './test-progress.tsx'
import type { Guide } from './use-guide.ts'
import { useSignInStep } from './use-sign-in-step.ts'

/** The account, and at once whether it works: the test stands below the fields that it may send somebody back to. */
export function SignInStep({ form, guide }: { readonly form: InboxForm; readonly guide: Guide }) {
  const { t } = useTranslation()
  const { goOn, tryOnceTrusted, isProven, mayGoOn, asksForServer } = useSignInStep(form, guide)
  const { test, search } = guide
  const ways = search.chosen?.ways
  const way = ways?.find(({ auth }) => auth === form.values.auth)
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
      <SignInFields
        form={form}
        hasPassword={false}
        {...(ways && { ways: [...new Set(ways.map(({ auth }) => auth))] })}
        passwordLabel={way?.signIn === 'app-password' ? t('finder.signIn.app-password') : undefined}
      />
      <TestProgress form={form} test={test} onTrust={tryOnceTrusted} />
    </StepForm>
  )
}
