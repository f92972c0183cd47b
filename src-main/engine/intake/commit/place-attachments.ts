import { addAttachment, attachmentOnTicket } from '../../desk/tickets/attachments.ts'
import { picturesIn, pointPictures } from '../../mail/html/point-pictures.ts'
import type { MailPart } from '../../mail/model.ts'
import { servedType } from '../../mail/served-type.ts'
import type { Tx } from '../../store/handles.ts'

type Place = { readonly ticketId: number; readonly entryId: number | null; readonly messageRowId: number }

/**
 * Puts the parts of a mail onto its ticket, kept and dropped ones alike, and returns the HTML with its pictures pointing
 * at them. What the ticket holds already under this name is not listed twice, and a picture in place needs no name at
 * all. A picture that only the quoted text shows, which is not in the HTML any more, is an attachment.
 */
export async function placeAttachments(
  tx: Tx,
  parts: readonly MailPart[],
  html: string,
  place: Place,
): Promise<string> {
  const byContentId = new Map<string, number>()
  const inHtml = picturesIn(html)
  for (const part of parts) {
    const inline = part.shown && part.contentId !== null && inHtml.has(part.contentId)
    const attachment = { ...place, ...attachmentOf(part, inline) }
    const known = inline ? { ...attachment, name: null } : attachment
    const already = inline || part.kept ? await attachmentOnTicket(tx, known) : null
    const id = already?.id ?? (await addAttachment(tx, attachment))
    if (inline && part.contentId !== null && !byContentId.has(part.contentId)) byContentId.set(part.contentId, id)
  }
  return pointPictures(html, 'data-attachment', byContentId)
}

/** As it is stored; a part that is not stored is described as it came. */
function attachmentOf(part: MailPart, inline: boolean) {
  const { sha256, sizeBytes } = (inline || part.kept ? part.stored : null) ?? part
  return {
    name: part.name,
    type: servedType(part),
    sizeBytes,
    sha256,
    contentId: part.contentId,
    inline,
    kept: part.kept,
    why: part.why,
  }
}
