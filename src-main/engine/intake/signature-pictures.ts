import type { Mail, MailPart } from '../mail/model.ts'
import { servedType } from '../mail/served-type.ts'
import type { Reads } from '../store/handles.ts'

/** The mail at hand counts as one of them: twice may be chance, or the same form sent again. */
const MAILS = 3
/** Logos and banners; what is larger is a photo or a screenshot, and somebody means it. */
const LARGEST = { bytes: 150 * 1024, width: 1_200, height: 400 }

/**
 * A small picture that one sender sends with every mail belongs to the signature: it is not listed, and says why. A
 * person who keeps it after all is not contradicted again, for this sender. `rowId` is the mail's own row, whose
 * earlier traces do not count.
 */
export async function withoutSignaturePictures(
  reads: Reads,
  { from, attachments }: Pick<Mail, 'from' | 'attachments'>,
  rowId: number | null,
): Promise<readonly MailPart[]> {
  const hashes = [...new Set(attachments.filter(mayBeSignature).map(part => part.sha256))]
  if (hashes.length === 0 || !from?.address) return attachments
  const rows = await reads
    .selectFrom('attachment')
    .innerJoin('message', 'message.id', 'attachment.message_id')
    .select(eb => [
      'sha256',
      eb.fn.count<number>('message.id').distinct().as('mails'),
      eb.fn.max('kept_by_hand').as('byHand'),
    ])
    .where('sha256', 'in', hashes)
    .where('message.id', '<>', rowId ?? -1)
    .where(eb => eb.fn<string>('lower', ['from_address']), '=', from.address.toLowerCase())
    .groupBy('sha256')
    .execute()
  const mailsBefore = new Map(rows.filter(row => row.byHand === 0).map(row => [row.sha256, row.mails]))
  return attachments.map(part => {
    const mails = (mailsBefore.get(part.sha256) ?? 0) + 1
    if (mails < MAILS || !mayBeSignature(part)) return part
    return { ...part, kept: false, why: `Seen in ${mails} mails of this sender: taken for a part of the signature.` }
  })
}

function mayBeSignature(part: MailPart): boolean {
  if (!part.kept || part.stored !== null || part.width === null || part.height === null) return false
  return (
    servedType(part).startsWith('image/') &&
    part.sizeBytes <= LARGEST.bytes &&
    part.width <= LARGEST.width &&
    part.height <= LARGEST.height
  )
}
