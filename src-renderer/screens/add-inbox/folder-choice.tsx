import { Input, Skeleton, TextInput } from '@mantine/core'
import { IconFolder, IconInbox, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../components/failure-note.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { errorOf } from '../../forms/field-issues.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import type { useFolders } from '../inbox-form/use-folders.ts'

type FolderChoiceProps = { readonly form: InboxForm; readonly list: ReturnType<typeof useFolders> }

/** With more than these a search is quicker than the eye. */
const EASILY_SEEN = 8

/** The folders that are really there, one of them chosen; a field to write it in where they cannot be listed. */
export function FolderChoice({ form, list: { folders, failure, ask } }: FolderChoiceProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const { mailbox } = form.values
  const error = errorOf(form.issuesOf('mailbox'))
  const set = (folder: string) => form.set('mailbox', folder)
  if (failure !== null) {
    return (
      <>
        <FailureNote message={failure} onRetry={() => void ask()} />
        <TextInput
          id={fieldId('mailbox')}
          label={t('inboxForm.mailbox')}
          description={t('inboxForm.mailboxHelp')}
          autoComplete="off"
          spellCheck={false}
          value={mailbox}
          error={error}
          onChange={event => set(event.currentTarget.value)}
        />
      </>
    )
  }
  const words = search.trim().toLocaleLowerCase()
  const shown = (folders ?? []).filter(folder => folder.toLocaleLowerCase().includes(words))
  return (
    <Input.Wrapper label={t('inboxForm.mailbox')} labelElement="div" labelProps={{ id: 'mailbox-label' }} error={error}>
      {(folders?.length ?? 0) > EASILY_SEEN && (
        <TextInput
          type="search"
          aria-label={t('inboxForm.searchFolder')}
          placeholder={t('inboxForm.searchFolder')}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
        />
      )}
      <div
        id={fieldId('mailbox')}
        role="radiogroup"
        aria-labelledby="mailbox-label"
        aria-busy={folders === null}
        className="guide-folders"
      >
        {folders === null &&
          [72, 48, 60].map(width => <Skeleton key={width} height={12} width={`${width}%`} my={12} mx={8} />)}
        {shown.map(folder => (
          <label key={folder} className="guide-folder">
            <input type="radio" name="mailbox" checked={isSame(folder, mailbox)} onChange={() => set(folder)} />
            {isSame(folder, 'INBOX') ? <IconInbox size={16} aria-hidden /> : <IconFolder size={16} aria-hidden />}
            <ForeignText>{folder}</ForeignText>
          </label>
        ))}
        {folders !== null && shown.length === 0 && <p className="dimmed">{t('inboxForm.noFolder')}</p>}
      </div>
    </Input.Wrapper>
  )
}

/** Only INBOX ignores case (RFC 3501, 5.1); an empty folder is INBOX. */
function isSame(folder: string, mailbox: string): boolean {
  const named = (text: string) => (text.trim() === '' || text.toUpperCase() === 'INBOX' ? 'INBOX' : text)
  return named(folder) === named(mailbox)
}
