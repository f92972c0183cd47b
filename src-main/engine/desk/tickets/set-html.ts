import type { Tx } from '../../store/handles.ts'

/** For pictures whose ids are only known once the entry is there. The text stays, and so does the index. */
export async function setEntryHtml(tx: Tx, entryId: number, html: string): Promise<void> {
  await tx.updateTable('entry').set({ html }).where('id', '=', entryId).execute()
}

/** The same for the description of a new ticket. */
export async function setDescriptionHtml(tx: Tx, ticketId: number, html: string): Promise<void> {
  await tx.updateTable('ticket').set({ description_html: html }).where('id', '=', ticketId).execute()
}
