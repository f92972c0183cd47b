import { previewMessage } from '../../engine/poll/messages/preview-message.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'

/** What a message page shows of the mail itself. */
export const messageContentHandlers: Pick<
  HandlersOf<'messages'>,
  'messages.preview' | 'messages.body' | 'messages.part'
> = {
  'messages.preview': (engine, { id }) => previewMessage(engine, toRowId(id)),
}
