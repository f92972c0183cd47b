import { limits } from '../limits.ts'

export type ImageSize = { readonly width: number; readonly height: number }

/** libvips is loaded with the first picture only: most mails have none. */
let loadedSharp: Promise<typeof import('sharp')> | null = null

/** Pixels by the image's header; null when it cannot be read or claims more than the limit. Never decodes pixels. */
export async function readImageSize(bytes: Buffer): Promise<ImageSize | null> {
  try {
    loadedSharp ??= import('sharp')
    const { default: sharp } = await loadedSharp
    const image = sharp(bytes, { limitInputPixels: limits.imagePixels, failOn: 'error' }).timeout({
      seconds: limits.imageSeconds,
    })
    const { width, height, pageHeight, orientation } = await image.metadata()
    if (!width || !height) return null
    const shownHeight = pageHeight ?? height
    // EXIF orientations 5 to 8 lie on their side.
    return (orientation ?? 1) >= 5 ? { width: shownHeight, height: width } : { width, height: shownHeight }
  } catch {
    return null
  }
}
