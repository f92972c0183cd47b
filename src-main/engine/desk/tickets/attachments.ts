import type { Reads, Tx } from '../../store/handles.ts'
import { touchDocument } from './touch-ticket.ts'

export type NewAttachment = {
  readonly ticketId: number
  /** Null when it came with the description. */
  readonly entryId: number | null
  /** The row of the mail that brought it. */
  readonly messageRowId: number | null
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly contentId: string | null
  /** Shown in place by the description or an entry. */
  readonly inline: boolean
  /** The content is in the store; otherwise `why` says why not. */
  readonly kept: boolean
  readonly why: string | null
}

/** Belongs into the transaction of its ticket or entry. Returns the id. */
export async function addAttachment(tx: Tx, attachment: NewAttachment): Promise<number> {
  const { id } = await tx
    .insertInto('attachment')
    .values({
      ticket_id: attachment.ticketId,
      entry_id: attachment.entryId,
      message_id: attachment.messageRowId,
      name: attachment.name,
      type: attachment.type,
      size_bytes: attachment.sizeBytes,
      sha256: attachment.sha256,
      content_id: attachment.contentId,
      inline: attachment.inline ? 1 : 0,
      kept: attachment.kept ? 1 : 0,
      why: attachment.why,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await touchDocument(tx, attachment.ticketId)
  return id
}

/** The attachment with this content that the ticket holds already; null when it has none. */
export async function attachmentOnTicket(
  reads: Reads,
  ticketId: number,
  sha256: string,
): Promise<{ readonly id: number; readonly name: string } | null> {
  const row = await reads
    .selectFrom('attachment')
    .select(['id', 'name'])
    .where('ticket_id', '=', ticketId)
    .where('sha256', '=', sha256)
    .where('kept', '=', 1)
    .orderBy('id')
    .executeTakeFirst()
  return row ?? null
}

/** What `attachments.read` needs to serve one; null when it is not there. */
export async function attachmentById(
  reads: Reads,
  id: number,
): Promise<{ readonly name: string; readonly type: string; readonly sha256: string; readonly kept: boolean } | null> {
  const row = await reads
    .selectFrom('attachment')
    .select(['name', 'type', 'sha256', 'kept'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, kept: row.kept === 1 } : null
}
