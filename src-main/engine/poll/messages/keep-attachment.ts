import { openChange, recordOperation } from '../../desk/changes.ts'
import { type AttachmentRecord, attachmentById, listAttachment } from '../../desk/tickets/attachments.ts'
import { touchTicket } from '../../desk/tickets/touch-ticket.ts'
import { AppError } from '../../errors.ts'
import { servedType } from '../../mail/served-type.ts'
import { sha256Of } from '../../store/blobs.ts'
import type { PollTools } from '../tools.ts'
import { storedMail } from './stored-mail.ts'

type KeepTools = Pick<PollTools, 'store' | 'reader' | 'clock' | 'events'>

/**
 * A person keeps what a rule left out: a small picture, a copy, a signature, a file of a type that is not wanted. Its
 * bytes come from the raw mail, as they came, unless the text shows them already. What is kept stays so; throws
 * AppError `not-found` when the mail is not in the store any more.
 */
export async function keepAttachment(tools: KeepTools, id: number): Promise<void> {
  const attachment = await attachmentById(tools.store.reads, id)
  if (!attachment) throw new AppError('not-found', 'This attachment is not there any more.', { field: 'id' })
  if (attachment.kept) return
  const { bytes, type } = await contentOf(tools, attachment)
  const now = tools.clock.now()
  await tools.store.blobs.put([{ sha256: attachment.sha256, bytes }], now)
  await tools.store.write(async tx => {
    const before = await attachmentById(tx, id)
    if (!before || before.kept) return
    await listAttachment(tx, id, { type, sizeBytes: bytes.byteLength })
    await touchTicket(tx, before.ticketId, now)
    const change = openChange({ origin: 'interactive', who: 'Desk' })
    const operation = { objectType: 'ticket', objectId: before.ticketId, attribute: 'attachment' }
    await recordOperation(tx, change, { ...operation, before: null, after: before.name }, now)
  })
  tools.events.emit('ticket.changed', { id: String(attachment.ticketId) })
}

async function contentOf(
  tools: KeepTools,
  attachment: AttachmentRecord,
): Promise<{ readonly bytes: Uint8Array; readonly type: string }> {
  const stored = attachment.stored ? await tools.store.blobs.get(attachment.sha256) : null
  if (stored) return { bytes: stored, type: attachment.type }
  const found = attachment.messageRowId === null ? null : await partOf(tools, attachment, attachment.messageRowId)
  if (found) return found
  throw new AppError('not-found', 'The mail that brought this attachment is not in the store any more.', {
    field: 'id',
  })
}

/** By its content: numbers of parts may mean others since the settings, or we, learned to read more of a mail. */
async function partOf(tools: KeepTools, { sha256, name }: AttachmentRecord, messageRowId: number) {
  const { row, raw, rules } = await storedMail(tools, messageRowId)
  if (!raw || row.raw_kind !== 'whole') return null
  const listed = await tools.reader.read({ raw, rules: rules.read, onlyPart: -1 })
  if (!listed.ok) throw new AppError(listed.failure.code, listed.failure.message, { field: 'id' })
  const parts = listed.mail.attachments
  const sameName = parts.findIndex(part => part.sha256 === sha256 && part.name === name)
  const onlyPart = sameName === -1 ? parts.findIndex(part => part.sha256 === sha256) : sameName
  const part = parts[onlyPart]
  if (!part) return null
  const reply = await tools.reader.read({ raw, rules: rules.read, onlyPart })
  const bytes = reply.ok ? reply.contents[0]?.bytes : undefined
  return bytes && sha256Of(bytes) === sha256 ? { bytes, type: servedType({ ...part, stored: null }) } : null
}
