import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { InboxFormState } from '../../forms/inbox-form-state.ts'

/** What becomes of the mail: which ticket, which caller, what stays on the server. */
export function DecisionFields({ form }: { readonly form: InboxFormState }) {
  const { t } = useTranslation()
  const { values, set, errorOf } = form
  return (
    <fieldset>
      <legend>{t('inboxForm.decision_section')}</legend>
      <Select
        label={t('inboxForm.behavior')}
        value={values.behavior}
        error={errorOf('behavior')}
        allowDeselect={false}
        onChange={value => set('behavior', InboxConfig.shape.behavior.parse(value ?? undefined))}
        data={[
          { value: 'both', label: t('inboxForm.both') },
          { value: 'create_only', label: t('inboxForm.create_only') },
          { value: 'update_only', label: t('inboxForm.update_only') },
        ]}
      />
      <Select
        label={t('inboxForm.target_class')}
        value={values.target_class}
        error={errorOf('target_class')}
        allowDeselect={false}
        onChange={value => set('target_class', InboxConfig.shape.target_class.parse(value ?? undefined))}
        data={[
          { value: 'UserRequest', label: t('ticketClass.UserRequest') },
          { value: 'Incident', label: t('ticketClass.Incident') },
        ]}
      />
      <Select
        label={t('inboxForm.unknown_caller_behavior')}
        value={values.unknown_caller_behavior}
        error={errorOf('unknown_caller_behavior')}
        allowDeselect={false}
        onChange={value =>
          set('unknown_caller_behavior', InboxConfig.shape.unknown_caller_behavior.parse(value ?? undefined))
        }
        data={[
          { value: 'reject_email', label: t('inboxForm.reject_email') },
          { value: 'create_contact', label: t('inboxForm.create_contact') },
        ]}
      />
      <Select
        label={t('inboxForm.email_storage')}
        value={values.email_storage}
        error={errorOf('email_storage')}
        allowDeselect={false}
        onChange={value => set('email_storage', InboxConfig.shape.email_storage.parse(value ?? undefined))}
        data={[
          { value: 'keep', label: t('inboxForm.keep') },
          { value: 'delete', label: t('inboxForm.delete') },
          ...(values.protocol === 'imap' ? [{ value: 'move', label: t('inboxForm.move') }] : []),
        ]}
      />
      {values.email_storage === 'move' && (
        <TextInput
          label={t('inboxForm.target_folder')}
          required
          value={values.target_folder}
          error={errorOf('target_folder')}
          onChange={event => set('target_folder', event.currentTarget.value)}
        />
      )}
    </fieldset>
  )
}
