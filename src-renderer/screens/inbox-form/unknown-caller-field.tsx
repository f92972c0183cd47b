import { useTranslation } from 'react-i18next'
import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ChoiceField } from './choice-field.tsx'

type UnknownCallerFieldProps = { readonly form: InboxForm; readonly usual?: InboxConfig['unknown_caller_behavior'] }

/** What becomes of a mail whose sender is nobody that Postdesk knows. */
export function UnknownCallerField({ form: { values, set, issuesOf }, usual }: UnknownCallerFieldProps) {
  const { t } = useTranslation()
  return (
    <ChoiceField
      name="unknown_caller_behavior"
      label={t('inboxForm.unknown_caller_behavior')}
      value={values.unknown_caller_behavior}
      issues={issuesOf('unknown_caller_behavior')}
      onChange={value => set('unknown_caller_behavior', value)}
      usual={usual}
      choices={(['reject_email', 'create_contact'] as const).map(value => ({
        value,
        label: t(`inboxForm.${value}`),
        help: t(`inboxForm.${value}Help`),
      }))}
    />
  )
}
