import type { Sharp } from 'sharp'
import { limits } from '../limits.ts'
import type { ImageHeader, ImageSize } from './image-size.ts'
import { loadSharp } from './load-sharp.ts'

export type ResizedImage = ImageSize & { readonly bytes: Buffer; readonly type: string }

export type Resizing =
  | { readonly ok: true; readonly image: ResizedImage }
  /** `why` finishes the sentence "It is kept as it came: ...". */
  | { readonly ok: false; readonly why: string }

/** What is written in the format it came in, so that a name and its extension stay true. */
const writers: Readonly<Record<string, { readonly type: string; readonly write: (image: Sharp) => Sharp }>> = {
  jpeg: { type: 'image/jpeg', write: image => image.jpeg({ quality: 80 }) },
  png: { type: 'image/png', write: image => image.png({ compressionLevel: 7 }) },
  gif: { type: 'image/gif', write: image => image.gif({ effort: 4 }) },
  webp: { type: 'image/webp', write: image => image.webp({ quality: 80 }) },
}

/**
 * A smaller copy that fits into `maximum`, its proportions kept, with all its frames, upright, in sRGB and without what
 * the camera noted (place, owner, serial number). Whether it can be made is judged by the header alone: nothing is
 * decoded that is too large to be. Never throws for a bad picture.
 */
export async function resizeImage(
  bytes: Buffer,
  header: ImageHeader,
  maximum: ImageSize,
  seconds: number,
): Promise<Resizing> {
  const writer = Object.hasOwn(writers, header.format) ? writers[header.format] : undefined
  if (!writer) return { ok: false, why: `${header.format} pictures cannot be resized` }
  const whyNot =
    whyTooMuch(header) ?? (isAnimatedPng(bytes, header) ? 'an animated PNG would lose its animation' : null)
  if (whyNot) return { ok: false, why: whyNot }
  try {
    const sharp = await loadSharp()
    const animated = header.frames > 1
    const opened = sharp(bytes, { limitInputPixels: limits.resizedPixels, failOn: 'error', animated }).timeout({
      seconds,
    })
    const upright = animated ? opened : opened.autoOrient()
    const fitted = upright.resize({ ...maximum, fit: 'inside', withoutEnlargement: true })
    const { data, info } = await writer.write(fitted).toBuffer({ resolveWithObject: true })
    const height = info.pageHeight ?? info.height
    return { ok: true, image: { bytes: data, type: writer.type, width: info.width, height } }
  } catch {
    return { ok: false, why: 'it is damaged, or resizing it took too long' }
  }
}

function whyTooMuch({ width, height, frames }: ImageHeader): string | null {
  if (frames > limits.imageFrames) return `it has ${frames} frames`
  if (width * height * frames <= limits.resizedPixels) return null
  return `it claims ${Math.round((width * height * frames) / 1_000_000)} million pixels`
}

/** The chunk that announces frames (APNG) comes before the pixels; libvips knows the first frame only. */
function isAnimatedPng(bytes: Buffer, { format }: ImageHeader): boolean {
  if (format !== 'png') return false
  const pixels = bytes.indexOf('IDAT', 0, 'latin1')
  return bytes.subarray(0, pixels === -1 ? bytes.length : pixels).includes('acTL', 0, 'latin1')
}
