import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FirstLookChoice } from '../../../src-preload/contract/entities/inbox.ts'
import type { ErrorCode } from '../../../src-preload/contract/errors.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { toast, toastFailure } from '../../components/toast.ts'
import { fromEngine } from '../../forms/issues.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { addressOf, goTo } from '../../navigation.ts'
import type { Guide } from './use-guide.ts'

/**
 * Stores the inbox, then gives the answer about the mail that lies there.
 *
 * The order matters. The mailbox was looked into while it was only typed (`inboxes.look` with a configuration), so a
 * person who leaves before the last button leaves nothing behind. The inbox is saved with `askFirst`: passes that the
 * clock starts between the two calls list its mail and take up nothing. The answer then starts the first real pass.
 * Where it cannot be given (the line was lost), the inbox stays as one that waits for its answer, and its page asks.
 */
export function useAddInbox(form: InboxForm, guide: Guide) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [added, setAdded] = useState<string | null>(null)
  const lead = (path: string, message: string, code?: ErrorCode) => {
    const issue = fromEngine({ field: path, message }, form.linesOf)
    form.refuse(code === undefined ? issue : { ...issue, code })
    if (guide.leadTo(issue.field)) return
    // None of the steps asks for it: it is among all settings.
    guide.setFormField(issue.field)
    goTo(addressOf.newInboxForm)
  }
  const answer = async (id: string, choice: FirstLookChoice) => {
    const { awaitsFirstLook } = await call('inboxes.get', { id })
    if (!awaitsFirstLook) return t('common.saved')
    const { ignored } = await call('inboxes.answerFirstLook', { id, choice })
    return t('firstLook.answered', { count: ignored })
  }
  const add = async (choice: FirstLookChoice) => {
    const [wrong] = form.config === null ? form.showAll() : []
    if (form.config === null) {
      if (wrong) lead(wrong.field, wrong.message)
      return
    }
    setBusy(true)
    let id: string | null = null
    try {
      const password = form.password === '' ? {} : { password: form.password }
      id = (await call('inboxes.save', { config: form.config, ...password, askFirst: true })).id
      toast(await answer(id, choice))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      if (id !== null || error.field === undefined) toastFailure(error.message)
      else lead(error.field, error.message, error.code)
    }
    setBusy(false)
    if (id === null) return
    form.stored()
    guide.setAddress('')
    setAdded(id)
  }
  // Only once nothing is unsaved any more: there is nothing to ask about.
  useEffect(() => {
    if (added !== null) goTo(addressOf.inbox(added))
  }, [added])
  return { busy, add }
}
