import type { MessageAction } from '../../../../src-preload/contract/entities/message-views.ts'
import type { Outcome, Selection } from '../../../../src-preload/contract/entities/selection.ts'
import { call } from '../../../bridge/bridge.ts'

/** Carries an action out. `folder` says where a move leads. */
export function act(action: MessageAction, selection: Selection, folder: string): Promise<Outcome> {
  switch (action) {
    case 'reset':
      return call('messages.reset', { selection })
    case 'ignore':
      return call('messages.ignore', { selection })
    case 'delete':
      return call('messages.delete', { selection })
    case 'move':
      return call('messages.move', { selection, targetFolder: folder })
    case 'process':
      return call('messages.process', { selection })
    case 'process-anyway':
      return call('messages.process', { selection, anyway: true })
  }
}
