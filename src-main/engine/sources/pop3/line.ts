import { isIP, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { hostNameOf } from '../net/host-name.ts'
import { longestAnswerMs, tooSlow } from '../net/pace.ts'
import { isPinned, whyNotPinned } from '../net/pinned-certificate.ts'
import { openLine } from '../net/server-certificate.ts'
import { timeoutsOf } from '../net/server-line.ts'
import { tlsOptions } from '../net/tls-options.ts'
import { errorWith, queueBytes } from './byte-queue.ts'
import { createUnstuffer } from './dot-stuffing.ts'
import type { Pop3SourceOptions } from './options.ts'
import { parseStatus, type Status } from './status.ts'

/** RFC 2449 allows 512 octets; servers quote more. */
const longestStatus = 8 * 1024

/** Whatever a server sends, the rest of the process gets its turn after so long. */
const sliceMs = 8

/** Of one piece of the network, held as they are. */
const mostParts = 64

/** One line to the server, in bytes. Answers are read in the order of the commands. */
export type Pop3Line = {
  /** False over plain text. */
  isEncrypted(): boolean
  /** Sends commands in one piece; CRLF is added. Throws TypeError for one that would be two. */
  send(...commands: readonly string[]): void
  readStatus(timeoutMs?: number): Promise<Status>
  /**
   * The lines after a `+OK`, without the end and with single dots. Not whole when there is more than `maxBytes`: what
   * was read so far, and the line is of no further use.
   */
  readLines(after: Status, maxBytes: number): Promise<{ readonly bytes: Buffer; readonly whole: boolean }>
  /** Continues in TLS. Rejects when something came in plain text that nobody asked for. */
  upgrade(): Promise<void>
  /** Ends the line at once, without a goodbye. */
  destroy(): void
}

/** Connects, with TLS where it is so from the start; nothing is read. Rejects with the error of socket, TLS or DNS. */
export async function openPop3Line(options: Pop3SourceOptions, signal: AbortSignal): Promise<Pop3Line> {
  const timeouts = timeoutsOf(options)
  const plain = await openLine(options, signal)
  let socket: Socket = plain
  let queue = queueBytes(socket)
  let encrypted = false

  const secure = async (): Promise<void> => {
    queue.release()
    // Between two owners of its errors nobody else may be hit by one.
    plain.on('error', () => {})
    socket = await shakeHands(plain, options)
    queue = queueBytes(socket)
    encrypted = true
  }
  const line: Pop3Line = {
    isEncrypted: () => encrypted,
    send(...commands) {
      if (commands.some(command => /[\r\n\0]/.test(command))) throw new TypeError('A command is one line')
      socket.write(commands.map(command => `${command}\r\n`).join(''))
    },
    async readStatus(timeoutMs = timeouts.socketMs) {
      const deadline = performance.now() + timeoutMs
      let bytes: Buffer = Buffer.alloc(0)
      for (;;) {
        const piece = await queue.next(deadline - performance.now(), bytes.length === 0 ? 'SILENT' : tooSlow)
        bytes = bytes.length === 0 ? piece : Buffer.concat([bytes, piece])
        const end = bytes.indexOf('\n') + 1
        if (end > longestStatus || (end === 0 && bytes.length > longestStatus)) {
          throw errorWith('ENDLESS_LINE', 'The server sent an endless line')
        }
        if (end === 0) continue
        queue.putBack(bytes.subarray(end))
        return parseStatus(bytes.subarray(0, end))
      }
    },
    async readLines({ bareLf }, maxBytes) {
      const unstuff = createUnstuffer({ bareLf })
      const data: Buffer[] = []
      const startedAt = options.clock.now()
      let length = 0
      let turnBegan = performance.now()
      for (;;) {
        if (options.clock.now() - startedAt > longestAnswerMs(timeouts.socketMs, length)) {
          throw errorWith(tooSlow, 'The server is too slow')
        }
        const piece = await queue.next(timeouts.socketMs, 'SILENT')
        if (performance.now() - turnBegan > sliceMs) {
          await nextTurn()
          turnBegan = performance.now()
        }
        const unstuffed = unstuff(piece)
        // A line of two bytes costs a hundred where each is held by itself.
        if (unstuffed.data.length > mostParts) data.push(Buffer.concat(unstuffed.data))
        else data.push(...unstuffed.data)
        length += unstuffed.data.reduce((sum, part) => sum + part.length, 0)
        if (length > maxBytes) return { bytes: Buffer.concat(data).subarray(0, maxBytes), whole: false }
        if (unstuffed.rest === null) continue
        queue.putBack(unstuffed.rest)
        return { bytes: Buffer.concat(data), whole: true }
      }
    },
    async upgrade() {
      // Whoever sits on the line could slip in answers that would be taken for those inside TLS (CVE-2021-33515).
      if (queue.waiting() > 0) throw errorWith('SLIPPED_IN', 'Plain text came before TLS began')
      await secure()
    },
    destroy() {
      socket.destroy()
      plain.destroy()
    },
  }
  try {
    if (options.security === 'tls') await secure()
  } catch (error) {
    line.destroy()
    throw error
  }
  return line
}

function shakeHands(line: Socket, options: Pop3SourceOptions): Promise<TLSSocket> {
  const host = hostNameOf(options.server)
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      // The pin alone decides; nothing of the protocol is read or written before it did.
      ...(isPinned(options) ? { rejectUnauthorized: false } : tlsOptions(options)),
      socket: line,
      host,
      ...(isIP(host) ? {} : { servername: host }),
    })
    const timer = setTimeout(
      () => socket.destroy(errorWith('CONNECT_TIMEOUT', 'No answer')),
      timeoutsOf(options).connectMs,
    )
    const settle = (action: () => void) => {
      clearTimeout(timer)
      socket.off('error', fail).off('close', end).off('secureConnect', done)
      action()
    }
    const fail = (error: Error) => settle(() => reject(error))
    const end = () => settle(() => reject(errorWith('ECONNRESET', 'Closed')))
    const done = () => {
      const refusal = isPinned(options) ? whyNotPinned(socket, options) : null
      if (refusal) socket.destroy(refusal)
      else settle(() => resolve(socket))
    }
    socket.on('error', fail).on('close', end).on('secureConnect', done)
  })
}
