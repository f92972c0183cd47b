import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { useAccountOf } from '../accounts/use-account-of.ts'
import { useCopyInbox } from './use-copy-inbox.ts'

type InboxMenuProps = {
  readonly inbox: Pick<InboxSummary, 'id' | 'name' | 'protocol'>
  /** Height of the buttons beside it, in pixels. */
  readonly size: number
}

/** What is seldom done with an inbox: a copy of it. */
export function InboxMenu({ inbox, size }: InboxMenuProps) {
  const { t } = useTranslation()
  const { duplicate, copyAsOauth } = useCopyInbox(inbox)
  const hasPassword = useAccountOf(inbox.id) === null && inbox.protocol !== 'folder'
  return (
    <Menu position="bottom-end" width={248}>
      <Menu.Target>
        <ActionIcon variant="default" size={size} aria-label={t('inbox.more', { name: inbox.name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={duplicate}>
          {t('inbox.duplicate')}
        </Menu.Item>
        {hasPassword && (
          <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={copyAsOauth}>
            {t('inbox.copyAsOauth')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
