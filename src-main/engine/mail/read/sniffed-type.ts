import { fileTypeFromBuffer } from 'file-type'

/** Enough for every signature; containers (zip, ole) look further by themselves. */
const sampleBytes = 64 * 1024

/** MIME type by content, lower case without parameters; null where the content has no signature. */
export async function sniffType(bytes: Buffer): Promise<string | null> {
  if (bytes.length < 4) return null
  try {
    const found = await fileTypeFromBuffer(bytes.length > sampleBytes ? bytes.subarray(0, sampleBytes) : bytes)
    return found ? found.mime.replace(/;.*$/, '').trim().toLowerCase() : null
  } catch {
    // A signature whose content is cut short.
    return null
  }
}
