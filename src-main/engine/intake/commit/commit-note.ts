import { addEntry } from '../../desk/tickets/entries.ts'
import type { Tx } from '../../store/handles.ts'
import type { TicketNote } from '../model.ts'

/**
 * A private entry of the desk's own on a ticket that the mail does not belong to. Once a message, also when a person lets
 * it be decided again.
 */
export async function commitNote(
  tx: Tx,
  note: TicketNote,
  message: { readonly rowId: number; readonly sentAt: number | null },
  now: number,
): Promise<void> {
  const noted = await tx
    .selectFrom('entry')
    .select('id')
    .where('ticket_id', '=', note.ticketId)
    .where('message_id', '=', message.rowId)
    .executeTakeFirst()
  if (noted) return
  await addEntry(
    tx,
    {
      ticketId: note.ticketId,
      log: 'private_log',
      authorId: null,
      authorName: 'Postdesk',
      authorAddress: '',
      format: 'text',
      html: '',
      text: note.text,
      cutText: '',
      cutRule: null,
      sentAt: message.sentAt,
      messageId: message.rowId,
    },
    now,
  )
}
