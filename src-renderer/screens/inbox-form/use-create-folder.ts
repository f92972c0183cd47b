import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError, call } from '../../bridge/bridge.ts'
import { toast, toastFailure } from '../../components/toast.ts'
import { focusField } from '../../forms/focus-field.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'
import { triedWith } from './tried-with.ts'

/**
 * Creates the folder to move to on the server, with what stands in the form, and writes its name there. Resolves to
 * whether that worked; what did not is said at its field.
 */
export function useCreateFolder(form: InboxForm): { readonly busy: boolean; create(name: string): Promise<boolean> } {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  return {
    busy,
    async create(name) {
      setBusy(true)
      try {
        const made = await call('inboxes.createFolder', { ...triedWith(form), name })
        form.refuse(null)
        form.set('target_folder', made.name)
        toast(t('inboxForm.folderCreated', { folder: made.name }))
        return true
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        const field = error.field === 'name' ? 'target_folder' : (error.field ?? '')
        if (document.getElementById(fieldId(field))) {
          form.refuse({ field, message: error.message, code: error.code })
          focusField(fieldId(field))
        } else toastFailure(error.message)
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
