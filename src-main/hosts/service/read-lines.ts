import type { Socket } from 'node:net'

export type LineFault = 'too-long' | 'not-utf-8'

export type LineReader = {
  readonly mostBytes: number
  readonly onLine: (text: string) => void
  /** Once; nothing is read after it. */
  readonly onFault: (fault: LineFault) => void
}

const LINE_FEED = 0x0a

/**
 * Whole lines from a socket, each at most `mostBytes` long. What is left without a line end when the other side goes
 * away was cut off, and is no line.
 */
export function readLines(socket: Socket, { mostBytes, onLine, onFault }: LineReader): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let parts: Buffer[] = []
  let bytes = 0
  let isOver = false

  const fail = (fault: LineFault) => {
    isOver = true
    parts = []
    onFault(fault)
  }

  const take = (part: Buffer) => {
    bytes += part.byteLength
    if (bytes > mostBytes) return fail('too-long')
    parts.push(part)
  }

  const finish = () => {
    const line = Buffer.concat(parts)
    parts = []
    bytes = 0
    let text: string
    try {
      text = utf8.decode(line)
    } catch {
      return fail('not-utf-8')
    }
    if (text.trim() !== '') onLine(text)
  }

  socket.on('data', (chunk: Buffer) => {
    let start = 0
    while (!isOver) {
      const end = chunk.indexOf(LINE_FEED, start)
      take(chunk.subarray(start, end === -1 ? chunk.length : end))
      if (end === -1 || isOver) return
      finish()
      start = end + 1
    }
  })
}
