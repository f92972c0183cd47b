/** What an attribute belongs to (MS-OXTNEF 2.1.3.2). */
export type TnefLevel = 'message' | 'attachment'
export type TnefAttribute = { readonly level: TnefLevel; readonly id: number; readonly data: Buffer }

const signature = 0x223e9f78
/** A file has about ten attributes a message and five an attachment. */
const maxAttributes = 20_000

export function isTnef(bytes: Buffer): boolean {
  return bytes.length >= 6 && bytes.readUInt32LE(0) === signature
}

/**
 * The attributes of a TNEF stream (MS-OXTNEF 2.1): signature, key, then level, id, length, data and checksum of each.
 * Checksums are ignored: a stream with a wrong one is read as far as it goes. Never throws.
 */
export function readAttributes(bytes: Buffer): readonly TnefAttribute[] {
  const attributes: TnefAttribute[] = []
  let position = 6
  while (position + 9 <= bytes.length && attributes.length < maxAttributes) {
    const level = bytes[position]
    if (level !== 1 && level !== 2) break
    // The upper half of the id is a type that we know by the lower one.
    const id = bytes.readUInt16LE(position + 1)
    const length = bytes.readUInt32LE(position + 5)
    const start = position + 9
    const data = bytes.subarray(start, Math.min(bytes.length, start + length))
    attributes.push({ level: level === 1 ? 'message' : 'attachment', id, data })
    position = start + length + 2
  }
  return attributes
}
