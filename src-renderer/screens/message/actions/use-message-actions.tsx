import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { MessageAction } from '../../../../src-preload/contract/entities/message-views.ts'
import type { Outcome, Selection } from '../../../../src-preload/contract/entities/selection.ts'
import { ActionDialog, type AskedAction } from './action-dialog.tsx'

type MessageActions = {
  /** Opens the dialog that says what would happen. */
  ask(action: MessageAction, selection: Selection, inboxId?: string | null): void
  /** To be put anywhere into the page. */
  readonly dialog: ReactNode
}

/**
 * Everything that can be done to messages, from any screen: asked, confirmed, done, told. `onClosed` is called when the
 * dialog is gone from the page, done or not.
 */
export function useMessageActions(onDone: (outcome: Outcome) => void, onClosed: () => void = () => {}): MessageActions {
  const [asked, setAsked] = useState<AskedAction | null>(null)
  const [opened, setOpened] = useState(false)
  const ask = useCallback((action: MessageAction, selection: Selection, inboxId: string | null = null) => {
    setAsked({ action, selection, inboxId })
    setOpened(true)
  }, [])
  const latestOnClosed = useRef(onClosed)
  latestOnClosed.current = onClosed
  const wasAsked = useRef(false)
  useEffect(() => {
    if (asked === null && wasAsked.current) latestOnClosed.current()
    wasAsked.current = asked !== null
  }, [asked])
  const dialog = asked && (
    <ActionDialog
      asked={asked}
      opened={opened}
      onClose={() => setOpened(false)}
      onClosed={() => setAsked(null)}
      onDone={onDone}
    />
  )
  return { ask, dialog }
}
