import type { AttachmentView, EntryView } from '../../../../src-preload/contract/entities/ticket.ts'
import type { Reads } from '../../store/handles.ts'

/** The entries of a ticket in the order in which they came. */
export async function entryViews(reads: Reads, ticketId: number): Promise<EntryView[]> {
  const rows = await reads
    .selectFrom('entry')
    .leftJoin('folded_entry', 'folded_entry.entry_id', 'entry.id')
    .selectAll('entry')
    .select('folded_entry.entry_id as put_back')
    .where('ticket_id', '=', ticketId)
    .orderBy('processed_at')
    .orderBy('entry.id')
    .execute()
  return rows.map(row => ({
    id: String(row.id),
    log: row.log,
    authorName: row.author_name,
    authorAddress: row.author_address,
    format: row.format,
    html: row.html,
    text: row.text,
    cutText: row.cut_text,
    cutRule: row.cut_rule,
    putBack: row.put_back !== null,
    sentAt: row.sent_at,
    processedAt: row.processed_at,
    messageId: idOrNull(row.message_id),
  }))
}

export async function attachmentViews(reads: Reads, ticketId: number): Promise<AttachmentView[]> {
  const rows = await reads
    .selectFrom('attachment')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: String(row.id),
    name: row.name,
    type: row.type,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    contentId: row.content_id,
    inline: row.inline === 1,
    kept: row.kept === 1,
    why: row.why,
    entryId: idOrNull(row.entry_id),
    messageId: idOrNull(row.message_id),
  }))
}

function idOrNull(id: number | null): string | null {
  return id === null ? null : String(id)
}
