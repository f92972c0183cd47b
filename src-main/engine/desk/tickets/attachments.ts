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

/**
 * The stored attachment of a ticket with this content and this name, in any case of letters; `name` null for any. Null
 * when it has none, or none that is listed where one is asked for that is.
 */
export async function attachmentOnTicket(
  reads: Reads,
  wanted: {
    readonly ticketId: number
    readonly sha256: string
    readonly name: string | null
    readonly kept: boolean
  },
): Promise<{ readonly id: number; readonly name: string } | null> {
  const rows = await reads
    .selectFrom('attachment')
    .select(['id', 'name', 'kept'])
    .where('ticket_id', '=', wanted.ticketId)
    .where('sha256', '=', wanted.sha256)
    .where(eb => eb.or([eb('kept', '=', 1), eb('inline', '=', 1)]))
    .orderBy('id')
    .execute()
  const name = wanted.name?.toLowerCase()
  const found = rows.find(
    row => (row.kept === 1 || !wanted.kept) && (name === undefined || row.name.toLowerCase() === name),
  )
  return found ? { id: found.id, name: found.name } : null
}

/** One attachment as it stands on its ticket. */
export type AttachmentRecord = {
  readonly id: number
  readonly ticketId: number
  readonly messageRowId: number | null
  readonly name: string
  readonly type: string
  readonly sha256: string
  readonly kept: boolean
  /** Its content is in the store: it is listed, or shown in place. */
  readonly stored: boolean
}

/** Null when it is not there. */
export async function attachmentById(reads: Reads, id: number): Promise<AttachmentRecord | null> {
  const row = await reads
    .selectFrom('attachment')
    .select(['id', 'ticket_id', 'message_id', 'name', 'type', 'sha256', 'kept', 'inline'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { name, type, sha256 } = row
  const kept = row.kept === 1
  const stored = kept || row.inline === 1
  return { id, ticketId: row.ticket_id, messageRowId: row.message_id, name, type, sha256, kept, stored }
}

/** A person lists what a rule had left out. Its content is in the store by now. */
export async function listAttachment(
  tx: Tx,
  id: number,
  content: { readonly type: string; readonly sizeBytes: number },
): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ kept: 1, kept_by_hand: 1, why: null, type: content.type, size_bytes: content.sizeBytes })
    .where('id', '=', id)
    .execute()
}
