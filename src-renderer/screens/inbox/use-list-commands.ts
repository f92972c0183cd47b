import { useTranslation } from 'react-i18next'
import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import type { MessageAction } from '../../../src-preload/contract/entities/message-views.ts'
import { type Command, useOfferedCommands } from '../../commands/commands.ts'
import type { ViewList } from '../../stores/view-list-store.ts'
import { countChosen, NOTHING_CHOSEN } from '../../stores/view-source.ts'
import type { MessageQuery } from '../../stores/views.ts'

type ListCommands = {
  readonly list: ViewList<MessageRow, MessageQuery>
  readonly canMove: boolean
  onAsk(action: MessageAction): void
  onPreview(): void
}

const KEYS = { reset: 'r', ignore: 'i', delete: 'Delete', move: 'm', process: 'n', 'process-anyway': null } as const

/** All that can be done in a list of messages, by key and in the palette: with the selection, else with the row that the keyboard is on. */
export function useListCommands({ list, canMove, onAsk, onPreview }: ListCommands): void {
  const { t } = useTranslation()
  const total = list.useState(state => state.total) ?? 0
  const hasActive = list.useState(state => state.active >= 0)
  const count = list.useState(state => countChosen(state.chosen, total))
  const isIdle = count === 0 && !hasActive
  const actions = (['reset', 'ignore', 'delete', 'move', 'process', 'process-anyway'] as const).map(
    (action): Command => ({
      id: `act ${action}`,
      group: 'here',
      label: t(`act.${action}.name`),
      ...(KEYS[action] === null ? {} : { key: KEYS[action] }),
      disabled: isIdle || (action === 'move' && !canMove),
      run: () => onAsk(action),
    }),
  )
  useOfferedCommands([
    ...actions,
    { id: 'preview', group: 'here', label: t('message.preview'), key: 'p', disabled: !hasActive, run: onPreview },
    {
      id: 'select-all',
      group: 'here',
      label: t('messageList.selectAll'),
      key: 'a',
      disabled: total === 0,
      run: () => list.choose({ kind: 'all', except: new Set() }),
    },
    {
      id: 'select-none',
      group: 'here',
      label: t('messageList.selectNone'),
      key: 'Escape',
      disabled: count === 0,
      run: () => list.choose(NOTHING_CHOSEN),
    },
  ])
}
