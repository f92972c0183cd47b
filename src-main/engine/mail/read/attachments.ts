import { createHash } from 'node:crypto'
import { limits } from '../limits.ts'
import type { MailPart, PartContent, ReadRules } from '../model.ts'
import { cleanLine } from './clean-text.ts'
import { readHeaderBlock } from './header-block.ts'
import { envelopeOf } from './headers.ts'
import { type ImageSize, readImageSize } from './image-size.ts'
import type { MimeNode } from './mime-tree.ts'
import { decodedBytes } from './node-bytes.ts'
import { nameForMail, nameForType, normaliseFileName } from './part-names.ts'
import { whyExcluded, whyTooSmall, whyUseless } from './part-rules.ts'
import { contentIdOf } from './shown-pictures.ts'
import { sniffType } from './sniffed-type.ts'

/** A part that is not the body, before its bytes are looked at. */
export type FoundPart = {
  readonly fileName: string | null
  readonly type: string
  readonly disposition: 'attachment' | 'inline' | null
  readonly contentId: string | null
  readonly shown: boolean
  readonly bytes: Buffer
  /** One sentence why it is listed but not kept; null for an ordinary part. */
  readonly setAside: string | null
}

export type Attachments = { readonly parts: readonly MailPart[]; readonly contents: readonly PartContent[] }

export function foundPart(node: MimeNode, contentId: string | null, shown: boolean): FoundPart {
  const disposition = node.disposition === null ? null : node.disposition === 'inline' ? 'inline' : 'attachment'
  return {
    fileName: node.fileName,
    type: node.type,
    disposition,
    contentId: contentId ?? contentIdOf(node),
    shown,
    bytes: decodedBytes(node),
    setAside: node.setAside,
  }
}

/** Names, measures and judges each part; the bytes of the kept ones come along, once per content. */
export async function describeParts(found: readonly FoundPart[], rules: ReadRules, now: number): Promise<Attachments> {
  const parts: MailPart[] = []
  const contents = new Map<string, PartContent>()
  const firstNames = new Map<string, string>()
  let measured = 0
  for (const [index, part] of found.entries()) {
    const sniffedType = await sniffType(part.bytes)
    const name = nameOf(part, sniffedType, index + 1, now)
    const isImage = part.type.startsWith('image/') || (sniffedType?.startsWith('image/') ?? false)
    const size = isImage && measured++ < limits.measuredImages ? await readImageSize(part.bytes) : null
    const sha256 = createHash('sha256').update(part.bytes).digest('hex')
    const why = whyNotKept({ ...part, name, sniffedType, size, sameAs: firstNames.get(sha256) ?? null }, rules)
    if (why === null) {
      if (part.bytes.length > 0 && !firstNames.has(sha256)) firstNames.set(sha256, name)
      if (!contents.has(sha256)) contents.set(sha256, { sha256, bytes: part.bytes })
    }
    parts.push({
      name,
      givenName: spelledName(part.fileName),
      type: part.type,
      sniffedType,
      sizeBytes: part.bytes.length,
      sha256,
      disposition: part.disposition,
      contentId: part.contentId,
      width: size?.width ?? null,
      height: size?.height ?? null,
      shown: part.shown && why === null,
      kept: why === null,
      why,
    })
  }
  return { parts, contents: [...contents.values()] }
}

type Judged = FoundPart & { name: string; sniffedType: string | null; size: ImageSize | null; sameAs: string | null }

function whyNotKept(part: Judged, rules: ReadRules): string | null {
  if (part.setAside !== null) return part.setAside
  const useless = whyUseless(part.type)
  if (useless) return useless
  const excluded = whyExcluded(part, rules.excludeAttachmentTypes)
  if (excluded) return excluded
  if (part.shown) return null
  const small = whyTooSmall(part.size, rules.imagesMinimum)
  if (small) return small
  return part.sameAs === null ? null : `Same content as ${part.sameAs} in this mail.`
}

function nameOf(part: FoundPart, sniffedType: string | null, number: number, now: number): string {
  const given = part.fileName ? normaliseFileName(part.fileName) : ''
  if (given !== '') return given
  if (/^message\/(?:rfc822|global)$/.test(part.type))
    return nameForMail(envelopeOf(readHeaderBlock(part.bytes).fields, now).subject, number)
  return nameForType(part.type === 'application/octet-stream' ? (sniffedType ?? part.type) : part.type, number)
}

/** On one line and without invisible characters, but with its path. */
function spelledName(fileName: string | null): string {
  return cleanLine(fileName ?? '', limits.evidenceLength)
}
