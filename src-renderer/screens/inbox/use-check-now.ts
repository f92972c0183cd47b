import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/bridge.ts'
import { attempt, toastFailure } from '../../components/toast.ts'

/** One pass over one inbox at the press of a button, with its result told. */
export function useCheckNow(id: string): { readonly busy: boolean; readonly checkNow: () => Promise<void> } {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const checkNow = async () => {
    setBusy(true)
    await attempt(
      () => call('inboxes.poll', { id }),
      ({ inboxes }) => t('overview.checked', { count: inboxes.reduce((sum, pass) => sum + pass.new, 0) }),
    ).then(result => {
      const failure = result?.inboxes.find(pass => pass.failure !== null)?.failure
      if (failure) toastFailure(failure)
    })
    setBusy(false)
  }
  return { busy, checkNow }
}
