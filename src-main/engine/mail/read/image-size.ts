import { limits } from '../limits.ts'
import { loadSharp } from './load-sharp.ts'

export type ImageSize = { readonly width: number; readonly height: number }

/** What a picture says of itself, before any of its pixels is looked at. */
export type ImageHeader = ImageSize & {
  /** As libvips calls it: `jpeg`, `png`, `gif`, `webp`, `heif`, `tiff`. */
  readonly format: string
  /** 1 for a picture that stands still. */
  readonly frames: number
}

/**
 * Pixels as shown, format and frames by the image's header; null when it cannot be read. Never decodes pixels, so that
 * a bomb costs no more than a photo: what to do about its size is the caller's question.
 */
export async function readImageHeader(bytes: Buffer): Promise<ImageHeader | null> {
  try {
    const sharp = await loadSharp()
    const image = sharp(bytes, { limitInputPixels: limits.headerPixels, failOn: 'error' }).timeout({
      seconds: limits.imageSeconds,
    })
    const { format, width, height, pageHeight, pages, orientation } = await image.metadata()
    if (!format || !width || !height) return null
    const frames = pages ?? 1
    const shownHeight = pageHeight ?? height
    // EXIF orientations 5 to 8 lie on their side.
    return (orientation ?? 1) >= 5
      ? { format, width: shownHeight, height: width, frames }
      : { format, width, height: shownHeight, frames }
  } catch {
    return null
  }
}
