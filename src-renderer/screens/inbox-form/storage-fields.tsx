import { useTranslation } from 'react-i18next'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ChoiceField } from './choice-field.tsx'
import { FolderField } from './folder-field.tsx'
import { OnServerNote } from './on-server-note.tsx'

/** As a person thinks of it: to stay until the ticket is closed is another wish than to stay for ever. */
type Storage = 'keep' | 'keepForEver' | 'delete' | 'move'

type StorageFieldsProps = { readonly form: InboxForm; readonly usual?: Storage }

/** What becomes of a mail on the server once it is safely stored here. */
export function StorageFields({ form, usual }: StorageFieldsProps) {
  const { t } = useTranslation()
  const { values, set, issuesOf } = form
  // What was chosen under another protocol stays to be seen, with the engine's refusal beside it.
  const storages = (['keep', 'keepForEver', 'delete', 'move'] as const).filter(
    value => value !== 'move' || values.protocol !== 'pop3' || values.email_storage === 'move',
  )
  const choose = (storage: Storage) => {
    set('email_storage', storage === 'keepForEver' ? 'keep' : storage)
    if (storage === 'keep' || storage === 'keepForEver') set('remove_when_ticket_closes', storage === 'keep')
  }
  return (
    <>
      {!values.readonly && (
        <>
          <ChoiceField
            name="email_storage"
            label={t('inboxForm.email_storage')}
            value={storageOf(values)}
            issues={issuesOf('email_storage')}
            onChange={choose}
            usual={usual}
            choices={storages.map(value => ({
              value,
              label: t(`inboxForm.${value}`),
              help: t(`inboxForm.${value}Help`),
            }))}
          />
          {values.email_storage === 'move' && values.protocol !== 'pop3' && (
            <FolderField form={form} name="target_folder" />
          )}
        </>
      )}
      <OnServerNote form={form} />
    </>
  )
}

export function storageOf({ email_storage, remove_when_ticket_closes }: InboxForm['values']): Storage {
  return email_storage === 'keep' && !remove_when_ticket_closes ? 'keepForEver' : email_storage
}
