import type { FileHandle } from 'node:fs/promises'

const chunkBytes = 256 * 1024
/** A longer line is handed on in pieces, so that a file without line ends needs no memory. */
const longestPiece = 64 * 1024
const lineFeed = 0x0a

/** A line with its end, or a piece of a very long one. */
export type MboxLine = {
  readonly bytes: Buffer
  /** Offset in the file. */
  readonly start: number
  readonly isLineStart: boolean
}

/** The lines of a file in order, read in pieces of 256 kB. */
export async function* readLines(file: FileHandle): AsyncGenerator<MboxLine> {
  let rest: Buffer = Buffer.alloc(0)
  let start = 0
  let isLineStart = true
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(chunkBytes)
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, position)
    if (bytesRead === 0) break
    position += bytesRead
    const data = rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)])
    let used = 0
    for (let end = data.indexOf(lineFeed); end !== -1; end = data.indexOf(lineFeed, used)) {
      yield { bytes: data.subarray(used, end + 1), start, isLineStart }
      start += end + 1 - used
      used = end + 1
      isLineStart = true
    }
    rest = data.subarray(used)
    if (rest.length > longestPiece) {
      yield { bytes: rest, start, isLineStart }
      start += rest.length
      rest = Buffer.alloc(0)
      isLineStart = false
    }
  }
  if (rest.length > 0) yield { bytes: rest, start, isLineStart }
}
