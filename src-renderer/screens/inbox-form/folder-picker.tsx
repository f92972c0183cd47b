import { Button, Modal, Skeleton, TextInput } from '@mantine/core'
import { IconCheck, IconFolder, IconFolderPlus, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../components/failure-note.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { useFolders } from './use-folders.ts'

type FolderPickerProps = {
  readonly form: InboxForm
  readonly title: string
  readonly chosen: string
  /** A folder that cannot be chosen here. */
  readonly except: string | null
  readonly onChoose: (folder: string) => void
  /** Where a folder that is not there may be made; offered with what was searched for. */
  readonly onCreate?: (folder: string) => Promise<void>
  readonly onClose: () => void
}

/** The folders as they are on the server, asked for with what stands in the form. */
export function FolderPicker({ form, title, chosen, except, onChoose, onCreate, onClose }: FolderPickerProps) {
  const { t } = useTranslation()
  const { folders, failure, ask } = useFolders(form)
  const [search, setSearch] = useState('')
  const shown = (folders ?? []).filter(
    folder => folder !== except && folder.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()),
  )
  const wanted = search.trim()
  const canCreate = onCreate !== undefined && folders !== null && wanted !== '' && !folders.includes(wanted)
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {failure !== null && <FailureNote message={failure} onRetry={ask} />}
      {failure === null && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrows walk from button to button, which Tab does as well
        <div onKeyDown={walk}>
          <TextInput
            data-autofocus
            type="search"
            aria-label={t('inboxForm.searchFolder')}
            placeholder={t('inboxForm.searchFolder')}
            leftSection={<IconSearch size={16} />}
            value={search}
            onChange={event => setSearch(event.currentTarget.value)}
          />
          <ul className="folder-list" aria-label={t('inboxForm.folders')} aria-busy={folders === null}>
            {folders === null
              ? [72, 48, 60, 40].map(width => (
                  <li key={width} className="folder-loading">
                    <Skeleton height={12} width={`${width}%`} />
                  </li>
                ))
              : shown.map(folder => (
                  <li key={folder}>
                    <button type="button" aria-current={folder === chosen} onClick={() => onChoose(folder)}>
                      <IconFolder size={16} aria-hidden />
                      <ForeignText>{folder}</ForeignText>
                      {folder === chosen && <IconCheck size={16} aria-hidden />}
                    </button>
                  </li>
                ))}
          </ul>
          {folders !== null && shown.length === 0 && <p className="dimmed">{t('inboxForm.noFolder')}</p>}
          {canCreate && (
            <Button
              variant="default"
              className="folder-create"
              leftSection={<IconFolderPlus size={16} aria-hidden />}
              onClick={() => void onCreate(wanted)}
            >
              <ForeignText>{t('inboxForm.createFolder', { folder: wanted })}</ForeignText>
            </Button>
          )}
        </div>
      )}
    </Modal>
  )
}

/** Up and down, from the search into the list and back. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')]
  const here = stops.indexOf(document.activeElement as HTMLElement)
  const next = stops[here + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
