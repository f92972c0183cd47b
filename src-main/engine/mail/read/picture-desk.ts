import { createHash } from 'node:crypto'
import { limits } from '../limits.ts'
import type { PartContent, StoredPart } from '../model.ts'
import { type ImageHeader, type ImageSize, readImageHeader } from './image-size.ts'
import { resizeImage } from './resize-image.ts'

/** What the ticket gets of a picture that is too large: a smaller copy, or the picture as it came and why. */
export type FittedPicture = {
  readonly why: string
  readonly stored: StoredPart | null
  readonly content: PartContent | null
}

/** Looks after the pictures of one mail, whose number and whose work together are bounded. */
export class PictureDesk {
  readonly warnings: string[] = []
  readonly #maximum: ImageSize | null
  #measured = 0
  #resizingMs = 0

  constructor(maximum: ImageSize | null) {
    this.#maximum = maximum
  }

  /** Null for what cannot be read, and for the pictures of a gallery after the first `limits.measuredImages`. */
  async measure(bytes: Buffer): Promise<ImageHeader | null> {
    return this.#measured++ < limits.measuredImages ? readImageHeader(bytes) : null
  }

  /** Null for a picture that may stay as it is. */
  async fit(name: string, bytes: Buffer, header: ImageHeader | null): Promise<FittedPicture | null> {
    const maximum = this.#maximum
    if (maximum === null || bytes.length === 0) return null
    if (header === null) return this.#asItCame(name, 'its size cannot be read')
    if (header.width <= maximum.width && header.height <= maximum.height) return null
    const leftMs = limits.resizesMs - this.#resizingMs
    if (leftMs < 1_000) return this.#asItCame(name, 'the pictures before it took too long to resize')
    const startedAt = performance.now()
    const seconds = Math.min(limits.resizeSeconds, Math.floor(leftMs / 1_000))
    const resized = await resizeImage(bytes, header, maximum, seconds)
    this.#resizingMs += performance.now() - startedAt
    if (!resized.ok) return this.#asItCame(name, resized.why)
    const { type, width, height } = resized.image
    const content = {
      sha256: createHash('sha256').update(resized.image.bytes).digest('hex'),
      bytes: resized.image.bytes,
    }
    const why = `resized from ${header.width}x${header.height} to ${width}x${height}`
    const stored = { sha256: content.sha256, sizeBytes: content.bytes.length, type, width, height }
    return { why, stored, content }
  }

  #asItCame(name: string, why: string): FittedPicture {
    this.warnings.push(`The picture ${JSON.stringify(name)} is kept as it came: ${why}.`)
    return { why: `kept as it came: ${why}`, stored: null, content: null }
  }
}
