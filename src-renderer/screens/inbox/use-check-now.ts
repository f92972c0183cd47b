import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/bridge.ts'
import { attempt, toast, toastFailure } from '../../components/toast.ts'

/** One pass over one inbox at the press of a button, with its result told. */
export function useCheckNow(id: string): { readonly busy: boolean; readonly checkNow: () => Promise<void> } {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const checkNow = async () => {
    setBusy(true)
    const result = await attempt(() => call('inboxes.poll', { id }))
    setBusy(false)
    if (!result) return
    const failure = result.inboxes.find(pass => pass.failure !== null)?.failure
    if (failure) toastFailure(failure)
    else toast(t('overview.checked', { count: result.inboxes.reduce((sum, pass) => sum + pass.new, 0) }))
  }
  return { busy, checkNow }
}
