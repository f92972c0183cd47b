import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ChoiceField } from './choice-field.tsx'
import { fieldId } from './field-id.ts'
import { FolderField } from './folder-field.tsx'

type StorageFieldsProps = { readonly form: InboxForm; readonly usual?: InboxConfig['email_storage'] }

/** What becomes of a mail on the server once it is safely stored here. */
export function StorageFields({ form, usual }: StorageFieldsProps) {
  const { t } = useTranslation()
  const { values, set, issuesOf } = form
  // What was chosen under another protocol stays to be seen, with the engine's refusal beside it.
  const storages = (['keep', 'delete', 'move'] as const).filter(
    value => value !== 'move' || values.protocol !== 'pop3' || values.email_storage === 'move',
  )
  return (
    <>
      <ChoiceField
        name="email_storage"
        label={t('inboxForm.email_storage')}
        value={values.email_storage}
        issues={issuesOf('email_storage')}
        onChange={value => set('email_storage', value)}
        usual={usual}
        choices={storages.map(value => ({
          value,
          label: t(`inboxForm.${value}`),
          help: t(`inboxForm.${value}Help`),
        }))}
      />
      {values.email_storage === 'keep' && (
        <Switch
          id={fieldId('remove_when_ticket_closes')}
          label={t('inboxForm.remove_when_ticket_closes')}
          description={t('inboxForm.remove_when_ticket_closesHelp')}
          checked={values.remove_when_ticket_closes}
          onChange={event => set('remove_when_ticket_closes', event.currentTarget.checked)}
        />
      )}
      {values.email_storage === 'move' && values.protocol !== 'pop3' && (
        <FolderField form={form} name="target_folder" />
      )}
    </>
  )
}
