import { createHash } from 'node:crypto'
import { limits } from '../limits.ts'
import type { MailPart, PartContent, ReadRules } from '../model.ts'
import { cleanLine } from './clean-text.ts'
import { readHeaderBlock } from './header-block.ts'
import { envelopeOf } from './headers.ts'
import type { ImageSize } from './image-size.ts'
import type { MimeNode } from './mime-tree.ts'
import { decodedBytes } from './node-bytes.ts'
import { nameForMail, nameForType, normaliseFileName } from './part-names.ts'
import { whyExcluded, whyTooSmall, whyUseless } from './part-rules.ts'
import { PictureDesk } from './picture-desk.ts'
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

export type Attachments = {
  readonly parts: readonly MailPart[]
  readonly contents: readonly PartContent[]
  readonly warnings: readonly string[]
}

const showable = /^image\/(?:jpe?g|pjpeg|x-citrix-jpeg|png|x-png|apng|gif|webp|bmp|x-ms-bmp|avif)$/

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

/** Names, measures and judges each part; the bytes of those that are kept or shown come along, once per content. */
export async function describeParts(found: readonly FoundPart[], rules: ReadRules, now: number): Promise<Attachments> {
  const parts: MailPart[] = []
  const contents = new Map<string, PartContent>()
  const copies = new Copies()
  const pictures = new PictureDesk(rules.imagesMaximum)
  for (const [index, part] of found.entries()) {
    const sniffedType = await sniffType(part.bytes)
    const name = nameOf(part, sniffedType, index + 1, now)
    const isImage = part.type.startsWith('image/') || (sniffedType?.startsWith('image/') ?? false)
    const size = isImage ? await pictures.measure(part.bytes) : null
    const sha256 = createHash('sha256').update(part.bytes).digest('hex')
    const excluded =
      part.setAside ??
      whyUseless(part.type) ??
      whyExcluded({ name, type: part.type, sniffedType }, rules.excludeAttachmentTypes)
    // What a browser does not show (TIFF, HEIC, SVG) would be lost to view; as an attachment it can be opened.
    const shown = part.shown && excluded === null && showable.test(sniffedType ?? part.type)
    const dropped = excluded ?? whyNotListed(shown, size, rules, copies.copyOf(part, name, sha256))
    if (dropped === null) copies.note(name, sha256)
    const isStored = shown || dropped === null
    const fitted = isStored && isImage ? await pictures.fit(name, part.bytes, size) : null
    if (isStored) {
      const content = fitted?.content ?? { sha256, bytes: part.bytes }
      if (!contents.has(content.sha256)) contents.set(content.sha256, content)
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
      shown,
      kept: dropped === null,
      why: dropped ?? fitted?.why ?? null,
      stored: fitted?.stored ?? null,
    })
  }
  return { parts, contents: [...contents.values()], warnings: pictures.warnings }
}

/** What is shown in place is no copy of anything: the mail names it there. */
function whyNotListed(shown: boolean, size: ImageSize | null, rules: ReadRules, copyOf: string | null): string | null {
  const small = whyTooSmall(size, rules.imagesMinimum)
  if (small !== null) return small
  return shown || copyOf === null ? null : `Same content as ${copyOf} in this mail.`
}

/** The same bytes under a name of their own are another attachment; without one, or under the same, they are a copy. */
class Copies {
  readonly #names = new Map<string, string[]>()

  note(name: string, sha256: string): void {
    this.#names.set(sha256, [...(this.#names.get(sha256) ?? []), name])
  }

  /** The name under which this content was listed before; null when this is no copy. Nothing is a copy of nothing. */
  copyOf(part: FoundPart, name: string, sha256: string): string | null {
    const names = this.#names.get(sha256)
    if (!names || part.bytes.length === 0) return null
    const isNamed = part.fileName !== null && normaliseFileName(part.fileName) !== ''
    const same = names.find(each => each.toLowerCase() === name.toLowerCase())
    return same ?? (isNamed ? null : (names[0] ?? null))
  }
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
