import { messageBody, messagePart } from '../../engine/poll/messages/message-body.ts'
import { previewMessage } from '../../engine/poll/messages/preview-message.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'

/** What a message page shows of the mail itself. */
export const messageContentHandlers: Pick<
  HandlersOf<'messages'>,
  'messages.preview' | 'messages.body' | 'messages.part'
> = {
  'messages.preview': (engine, { id }) => previewMessage(engine, toRowId(id)),
  'messages.body': (engine, { id }) => messageBody(engine, toRowId(id)),
  async 'messages.part'(engine, { id, part }) {
    const { name, type, bytes } = await messagePart(engine, toRowId(id), part)
    return { name, type, base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }
  },
}
