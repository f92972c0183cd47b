import { addAttachment, attachmentOnTicket } from '../../desk/tickets/attachments.ts'
import { pointPictures } from '../../mail/html/point-pictures.ts'
import type { MailPart } from '../../mail/model.ts'
import type { Tx } from '../../store/handles.ts'

type Place = { readonly ticketId: number; readonly entryId: number | null; readonly messageRowId: number }

/**
 * Puts the parts of a mail onto its ticket, kept and dropped ones alike, and returns the HTML with its pictures pointing
 * at them. What the ticket holds already is not stored twice, but its pictures still show.
 */
export async function placeAttachments(
  tx: Tx,
  parts: readonly MailPart[],
  html: string,
  place: Place,
): Promise<string> {
  const byContentId = new Map<string, number>()
  const byContent = new Map<string, number>()
  for (const part of parts) {
    const already = part.kept ? await alreadyThere(tx, part, place.ticketId, byContent) : null
    const id = already ?? (await addAttachment(tx, { ...place, ...attachmentOf(part) }))
    if (part.kept) byContent.set(part.sha256, id)
    if (part.contentId !== null && part.shown) byContentId.set(part.contentId, id)
  }
  return pointPictures(html, 'data-attachment', byContentId)
}

async function alreadyThere(tx: Tx, part: MailPart, ticketId: number, seen: ReadonlyMap<string, number>) {
  const here = seen.get(part.sha256)
  if (here !== undefined) return here
  return (await attachmentOnTicket(tx, ticketId, part.sha256))?.id ?? null
}

function attachmentOf(part: MailPart) {
  return {
    name: part.name,
    type: part.type,
    sizeBytes: part.sizeBytes,
    sha256: part.sha256,
    contentId: part.contentId,
    inline: part.shown,
    kept: part.kept,
    why: part.why,
  }
}
