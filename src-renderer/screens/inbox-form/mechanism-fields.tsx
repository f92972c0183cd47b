import { Badge, MultiSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { InboxConfig, SignInMechanism } from '../../../src-preload/contract/entities/inbox.ts'
import { errorOf } from '../../forms/field-issues.tsx'
import type { InboxValues } from '../../forms/inbox-values.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'

/** How the sign-in is said to the server, and what is never said. */
export function MechanismFields({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const { values, set, issuesOf } = form
  const fitting = mechanismsFor(values)
  // One that was chosen before the protocol or the sign-in changed stays in sight, with what is wrong about it.
  const chosen = SignInMechanism.options.filter(name => fitting.includes(name) || name === values.auth_option)
  return (
    <>
      <Select
        id={fieldId('auth_option')}
        label={t('inboxForm.auth_option')}
        description={t('inboxForm.auth_optionHelp')}
        value={values.auth_option}
        allowDeselect={false}
        error={errorOf(issuesOf('auth_option'))}
        onChange={value => set('auth_option', InboxConfig.shape.auth_option.parse(value ?? undefined))}
        data={[{ value: 'automatic', label: t('inboxForm.automatic') }, ...chosen]}
      />
      <MultiSelect
        id={fieldId('disable_authenticator')}
        label={t('inboxForm.disable_authenticator')}
        description={t('inboxForm.disable_authenticatorHelp')}
        value={values.disable_authenticator.split(',').filter(name => name !== '')}
        error={errorOf(issuesOf('disable_authenticator'))}
        onChange={names => set('disable_authenticator', names.join(','))}
        data={[...SignInMechanism.options]}
      />
    </>
  )
}

/** What was chosen, beside the closed fold. */
export function ChosenMechanism({ form }: { readonly form: InboxForm }) {
  const { auth_option } = form.values
  if (auth_option === 'automatic') return null
  return (
    <Badge size="sm" variant="light" tt="none" fw={500}>
      {auth_option}
    </Badge>
  )
}

function mechanismsFor({ protocol, auth }: Pick<InboxValues, 'protocol' | 'auth'>): readonly SignInMechanism[] {
  if (auth === 'oauth') return ['XOAUTH2', 'OAUTHBEARER']
  return protocol === 'pop3' ? ['USER', 'PLAIN', 'LOGIN', 'CRAM-MD5', 'APOP'] : ['PLAIN', 'LOGIN', 'CRAM-MD5']
}
