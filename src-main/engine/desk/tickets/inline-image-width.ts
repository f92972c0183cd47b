import { loadGlobalSettings } from '../../settings/global-settings.ts'
import { inboxById } from '../../settings/inboxes.ts'
import type { Reads } from '../../store/handles.ts'

/** How wide pictures in place may be on this ticket (pixels, 0: as the text), by the inbox of its oldest mail. */
export async function inlineImageMaxWidth(reads: Reads, ticketId: number): Promise<number> {
  const mail = await reads
    .selectFrom('message')
    .select('inbox_id')
    .where('ticket_id', '=', ticketId)
    .where('inbox_id', 'is not', null)
    .orderBy('received_at')
    .orderBy('id')
    .executeTakeFirst()
  const inbox = mail?.inbox_id ? await inboxById(reads, mail.inbox_id) : null
  return inbox?.config.settings.inline_image_max_width ?? (await loadGlobalSettings(reads)).inline_image_max_width
}
