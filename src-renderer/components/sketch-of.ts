import type { LoadedPicture } from './load-picture.ts'
import type { ShownPicture } from './mail-document.ts'

/** Something of the same size and a hundred bytes, to lay a mail out with. */
export function sketchOf({ name, width, height }: LoadedPicture): ShownPicture {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`
  return { name, address: `data:image/svg+xml,${encodeURIComponent(svg)}` }
}
