import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageAction } from '../../../src-preload/contract/entities/message-views.ts'

type SelectionBarProps = {
  readonly count: number
  /** Messages of one inbox can be moved to one of its folders. */
  readonly canMove: boolean
  /** Little room: what is done rarely goes into the menu. */
  readonly isNarrow: boolean
  readonly onAsk: (action: MessageAction) => void
  readonly onClear: () => void
}

/** Stands where the filters stood while messages are selected: what can be done with them. */
export function SelectionBar({ count, canMove, isNarrow, onAsk, onClear }: SelectionBarProps) {
  const { t } = useTranslation()
  const rare: readonly MessageAction[] = [...(canMove ? (['move'] as const) : []), 'process']
  const plain: readonly MessageAction[] = ['reset', 'ignore', 'delete', ...(isNarrow ? [] : rare)]
  const inMenu: readonly MessageAction[] = [...(isNarrow ? rare : []), 'process-anyway']
  return (
    <div className="list-tools selected" role="toolbar" aria-label={t('messageList.selection')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={onClear}
        aria-label={t('messageList.selectNone')}
        title={t('messageList.selectNone')}
      >
        <IconX size={16} />
      </ActionIcon>
      <strong className="number" role="status">
        {t('messageList.selected', { count })}
      </strong>
      <span className="list-tools-gap" />
      {plain.map(action => (
        <Button key={action} variant="default" onClick={() => onAsk(action)}>
          {t(`act.${action}.name`)}
        </Button>
      ))}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('common.more')} title={t('common.more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {inMenu.map(action => (
            <Menu.Item key={action} onClick={() => onAsk(action)}>
              {t(`act.${action}.name`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
