import { Button, TextInput } from '@mantine/core'
import { IconFolderOpen, IconFolderPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { errorOf } from '../../forms/field-issues.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'
import { FolderPicker } from './folder-picker.tsx'
import { useCreateFolder } from './use-create-folder.ts'

type FolderFieldProps = { readonly form: InboxForm; readonly name: 'mailbox' | 'target_folder' }

/** A folder on the server: written, or chosen among those that are there. */
export function FolderField({ form, name }: FolderFieldProps) {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  const { busy, create } = useCreateFolder(form)
  const isTarget = name === 'target_folder'
  const wanted = form.values[name]
  const isMissing = isTarget && form.issuesOf(name).some(({ code }) => code === 'folder-missing')
  return (
    <div className="folder-field">
      <TextInput
        id={fieldId(name)}
        label={t(`inboxForm.${name}`)}
        description={
          isTarget && form.values.protocol === 'folder'
            ? t('inboxForm.target_folderOnDiskHelp')
            : t(`inboxForm.${name}Help`)
        }
        required={isTarget}
        placeholder={isTarget ? undefined : 'INBOX'}
        autoComplete="off"
        spellCheck={false}
        value={form.values[name]}
        error={errorOf(form.issuesOf(name))}
        onChange={event => form.set(name, event.currentTarget.value)}
      />
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={16} />}
        aria-label={t('inboxForm.chooseFor', { field: t(`inboxForm.${name}`) })}
        onClick={() => setChoosing(true)}
      >
        {t('inboxForm.choose')}
      </Button>
      {isMissing && (
        <Button
          className="folder-create"
          leftSection={<IconFolderPlus size={16} aria-hidden />}
          loading={busy}
          onClick={() => void create(wanted)}
        >
          <ForeignText>{t('inboxForm.createFolder', { folder: wanted })}</ForeignText>
        </Button>
      )}
      {choosing && (
        <FolderPicker
          form={form}
          title={t(`inboxForm.${name}`)}
          chosen={form.values[name]}
          except={isTarget ? form.values.mailbox : null}
          {...(isTarget
            ? {
                onCreate: async (folder: string) => {
                  setChoosing(false)
                  await create(folder)
                },
              }
            : {})}
          onChoose={folder => {
            form.set(name, folder)
            setChoosing(false)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  )
}
