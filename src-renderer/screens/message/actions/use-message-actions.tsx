import { type ReactNode, useCallback, useState } from 'react'
import type { MessageAction } from '../../../../src-preload/contract/entities/message-views.ts'
import type { Outcome, Selection } from '../../../../src-preload/contract/entities/selection.ts'
import { ActionDialog, type AskedAction } from './action-dialog.tsx'

type MessageActions = {
  /** Opens the dialog that says what would happen. */
  ask(action: MessageAction, selection: Selection, inboxId?: string | null): void
  /** To be put anywhere into the page. */
  readonly dialog: ReactNode
}

/** Everything that can be done to messages, from any screen: asked, confirmed, done, told. */
export function useMessageActions(onDone: (outcome: Outcome) => void, onClosed: () => void = () => {}): MessageActions {
  const [asked, setAsked] = useState<AskedAction | null>(null)
  const [opened, setOpened] = useState(false)
  const ask = useCallback((action: MessageAction, selection: Selection, inboxId: string | null = null) => {
    setAsked({ action, selection, inboxId })
    setOpened(true)
  }, [])
  const dialog = asked && (
    <ActionDialog
      asked={asked}
      opened={opened}
      onClose={() => setOpened(false)}
      onClosed={() => {
        setAsked(null)
        onClosed()
      }}
      onDone={onDone}
    />
  )
  return { ask, dialog }
}
