import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import type { InputOf } from '../../../src-preload/contract/procedures.ts'
import { call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'
import { addressOf, goTo } from '../../navigation.ts'

/** With what is put behind it, the name still fits. */
const LONGEST_NAME = 180

/** Copies an inbox and leads to the settings of the copy. */
export function useCopyInbox({ id, name }: Pick<InboxSummary, 'id' | 'name'>) {
  const { t } = useTranslation()
  const copy = async (auth: InputOf<'inboxes.copy'>['auth'], copyName: string) => {
    const copied = await attempt(
      () => call('inboxes.copy', { id, auth, name: copyName }),
      () => t('inbox.copied'),
    )
    if (copied) goTo(addressOf.inboxSettings(copied.id))
  }
  const short = name.slice(0, LONGEST_NAME)
  return {
    duplicate: () => void copy('same', t('inbox.copyName', { name: short })),
    copyAsOauth: () => void copy('oauth', t('inbox.oauthCopyName', { name: short })),
  }
}
