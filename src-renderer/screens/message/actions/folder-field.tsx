import { Autocomplete } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError, call } from '../../../bridge/bridge.ts'

type FolderFieldProps = {
  readonly inboxId: string | null
  readonly value: string
  readonly onChange: (folder: string) => void
  readonly showFaults: boolean
}

/** A folder of the account: the real ones are offered, but one may be typed while the server does not answer. */
export function FolderField({ inboxId, value, onChange, showFaults }: FolderFieldProps) {
  const { t } = useTranslation()
  const folders = useFolders(inboxId)
  const field = useRef<HTMLInputElement>(null)
  // It comes after the dialog was opened, when it is known that there is something to move.
  useEffect(() => field.current?.focus(), [])
  return (
    <Autocomplete
      ref={field}
      label={t('act.move.folder')}
      description={t('act.move.folderHelp')}
      data={[...folders]}
      value={value}
      onChange={onChange}
      error={showFaults && value.trim() === '' ? t('act.move.folderMissing') : undefined}
      limit={100}
      // Opened with the dialog it would lie on the button below.
      openOnFocus={false}
      maxDropdownHeight={240}
      comboboxProps={{ withinPortal: true }}
    />
  )
}

function useFolders(inboxId: string | null): readonly string[] {
  const [folders, setFolders] = useState<readonly string[]>([])
  useEffect(() => {
    if (inboxId === null) return
    let current = true
    call('inboxes.folders', { id: inboxId })
      .then(found => {
        if (current) setFolders([...new Set(found)])
      })
      .catch((error: unknown) => {
        if (!(error instanceof CallError)) throw error
      })
    return () => {
      current = false
    }
  }, [inboxId])
  return folders
}
