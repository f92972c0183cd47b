import './inbox-tabs.css'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../navigation.ts'

type InboxTabsProps = { readonly id: string; readonly current: 'content' | 'settings' }

/** The pages of one inbox, each with its own address. */
export function InboxTabs({ id, current }: InboxTabsProps) {
  const { t } = useTranslation()
  const tab = (name: InboxTabsProps['current'], address: string) => (
    <a href={address} aria-current={current === name ? 'page' : undefined}>
      {t(`inbox.${name}`)}
    </a>
  )
  return (
    <nav className="inbox-tabs" aria-label={t('inbox.tabs')}>
      {tab('content', addressOf.inbox(id))}
      {tab('settings', addressOf.inboxSettings(id))}
    </nav>
  )
}
