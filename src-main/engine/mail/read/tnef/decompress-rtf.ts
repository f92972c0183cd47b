/** The dictionary that every compressed RTF begins with (MS-OXRTFCP 2.2.1), 207 bytes. */
const dictionary = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
)
const [compressed, plain] = [0x75465a4c, 0x414c454d]
const windowBytes = 4_096

/**
 * RTF from its compressed form (MS-OXRTFCP, LZFu), at most `maxBytes` of it. What is damaged ends early; null for what
 * is no compressed RTF at all. Never throws.
 */
export function decompressRtf(data: Buffer, maxBytes: number): Buffer | null {
  if (data.length < 16) return null
  const kind = data.readUInt32LE(8)
  const size = Math.min(data.readUInt32LE(4), maxBytes)
  if (kind === plain) return data.subarray(16, 16 + size)
  if (kind !== compressed) return null
  const out = Buffer.alloc(Math.min(size, data.length * 18 + windowBytes))
  const window = Buffer.alloc(windowBytes)
  dictionary.copy(window)
  let [written, at, position] = [0, dictionary.length, 16]
  const put = (byte: number) => {
    out[written++] = byte
    window[at] = byte
    at = (at + 1) % windowBytes
  }
  while (position < data.length && written < out.length) {
    const flags = data[position++] ?? 0
    for (let bit = 0; bit < 8 && position < data.length && written < out.length; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(data[position++] ?? 0)
        continue
      }
      if (position + 2 > data.length) return out.subarray(0, written)
      const token = data.readUInt16BE(position)
      position += 2
      const offset = token >> 4
      if (offset === at) return out.subarray(0, written)
      const length = (token & 0xf) + 2
      for (let i = 0; i < length && written < out.length; i++) put(window[(offset + i) % windowBytes] ?? 0)
    }
  }
  return out.subarray(0, written)
}
