import { type ReactNode, useRef } from 'react'
import type { Cause, MessageAction } from '../../../src-preload/contract/entities/message-views.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'
import { useMessageActions } from '../message/actions/use-message-actions.tsx'
import { filterOfCauses } from './cause-name.ts'

type CauseActions = {
  ask(action: MessageAction, causes: readonly Cause[]): void
  readonly dialog: ReactNode
}

/** Actions on all messages of a cause, however many: the engine holds the list, only its name goes over the wire. */
export function useCauseActions(): CauseActions {
  const viewId = useRef<string | null>(null)
  const closeView = () => {
    if (viewId.current !== null) void call('messages.closeView', { viewId: viewId.current }).catch(ignoreClosed)
    viewId.current = null
  }
  const { ask, dialog } = useMessageActions(() => {}, closeView)
  return {
    dialog,
    ask(action, causes) {
      void attempt(() => call('messages.openView', { filter: filterOfCauses(causes) })).then(view => {
        if (!view) return
        viewId.current = view.viewId
        ask(action, { viewId: view.viewId, except: [] })
      })
    },
  }
}

/** The engine closes views by itself after a while. */
function ignoreClosed(error: unknown): void {
  if (!(error instanceof CallError)) throw error
}
