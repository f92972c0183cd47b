import type { Socket } from 'node:net'
import { timerMs } from '../../../wait.ts'

/** What a server may send ahead of being asked; more is left to the network. */
const mostAhead = 1024 * 1024

/** The bytes of a socket, asked for piece by piece. Every wait has an end. */
export type ByteQueue = {
  /** The next piece, as it came. Rejects with the error of the socket, or with code `silent` after `timeoutMs`. */
  next(timeoutMs: number, silent: string): Promise<Buffer>
  /** Puts back what was taken too much. */
  putBack(piece: Buffer): void
  /** Bytes that are here and were not asked for yet. */
  waiting(): number
  /** Gives the socket free, for TLS to take over. */
  release(): void
}

export function queueBytes(socket: Socket): ByteQueue {
  const pieces: Buffer[] = []
  let waiting = 0
  let failure: Error | null = null
  let wake: (() => void) | null = null
  const arrive = (piece: Buffer) => {
    pieces.push(piece)
    waiting += piece.length
    if (waiting > mostAhead) socket.pause()
    wake?.()
  }
  const fail = (error: Error) => {
    failure ??= error
    wake?.()
  }
  const end = () => fail(errorWith('ECONNRESET', 'The server closed the connection'))
  socket.on('data', arrive).on('error', fail).on('end', end).on('close', end)

  const arrival = (timeoutMs: number, silent: string) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        wake = null
        reject(errorWith(silent, 'The server said nothing in time'))
      }, timerMs(timeoutMs))
      wake = () => {
        clearTimeout(timer)
        wake = null
        resolve()
      }
    })
  return {
    async next(timeoutMs, silent) {
      if (pieces.length === 0) {
        if (failure) throw failure
        await arrival(Math.max(0, timeoutMs), silent)
      }
      const piece = pieces.shift()
      if (!piece) throw failure ?? new Error('Woken for nothing')
      waiting -= piece.length
      if (waiting <= mostAhead) socket.resume()
      return piece
    },
    putBack(piece) {
      if (piece.length === 0) return
      pieces.unshift(piece)
      waiting += piece.length
    },
    waiting: () => waiting,
    release() {
      socket.off('data', arrive).off('error', fail).off('end', end).off('close', end)
    },
  }
}

/** An error that is recognised by its code. */
export function errorWith(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
