import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconEye } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageDetail } from '../../../src-preload/contract/entities/message.ts'
import type { MessageAction } from '../../../src-preload/contract/entities/message-views.ts'
import { type Command, useOfferedCommands } from '../../commands/commands.ts'
import { KeyCaps } from '../../commands/key-caps.tsx'
import { useMessageActions } from './actions/use-message-actions.tsx'
import { IntoTicketDialog } from './into/into-ticket-dialog.tsx'
import { PreviewDrawer } from './preview/preview-drawer.tsx'
import { saveRaw } from './save-raw.ts'

/** Everything that can be done with one message: the usual as buttons, the rest in a menu, all by key. */
export function MessageActions({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation()
  const { id, inboxId, raw } = message
  const [preview, setPreview] = useState(false)
  const [into, setInto] = useState(false)
  const { ask, dialog } = useMessageActions(() => {})
  const action = (name: MessageAction, key?: string, disabled = false): Command => ({
    id: `act ${name}`,
    group: 'here',
    label: t(`act.${name}.name`),
    ...(key === undefined ? {} : { key }),
    disabled,
    run: () => ask(name, { ids: [id] }, inboxId),
  })
  const process = action('process', 'n')
  const menu: readonly (readonly Command[])[] = [
    [
      action('process-anyway', undefined, message.state === 'processed'),
      { id: 'into', group: 'here', label: t('message.into'), key: 't', run: () => setInto(true) },
    ],
    [
      action('reset', 'r', message.state === 'new'),
      action('ignore', 'i', !['new', 'error', 'held'].includes(message.state)),
    ],
    [
      action('move', 'm', inboxId === null || message.presence === 'gone'),
      action('delete', 'Delete', message.presence === 'gone'),
    ],
    [
      {
        id: 'save-raw',
        group: 'here',
        label: t('message.saveRaw'),
        key: 's',
        disabled: raw === 'none',
        run: () => saveRaw(id, message.subject),
      },
    ],
  ]
  useOfferedCommands([
    process,
    { id: 'preview', group: 'here', label: t('message.preview'), key: 'p', run: () => setPreview(true) },
    ...menu.flat(),
  ])
  return (
    <>
      <Button variant="default" leftSection={<IconEye size={16} aria-hidden />} onClick={() => setPreview(true)}>
        {t('message.preview')}
      </Button>
      <Button variant={message.state === 'processed' ? 'default' : 'filled'} onClick={process.run}>
        {process.label}
      </Button>
      <Menu position="bottom-end" width={248}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('message.more')} title={t('message.more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {menu.map((group, at) => (
            <div key={group[0]?.id}>
              {at > 0 && <Menu.Divider />}
              {group.map(command => (
                <Menu.Item
                  key={command.id}
                  disabled={command.disabled === true}
                  onClick={command.run}
                  rightSection={command.key === undefined ? null : <KeyCaps keys={command.key} />}
                >
                  {command.label}
                </Menu.Item>
              ))}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog}
      <PreviewDrawer messageId={preview ? id : null} onClose={() => setPreview(false)} />
      {into && <IntoTicketDialog message={message} onClose={() => setInto(false)} />}
    </>
  )
}
