import type { Socket } from 'node:net'
import type { Reply } from '../../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../../src-preload/contract/events.ts'
import type { Api } from '../../api/api.ts'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import type { CommandLimits } from './command-limits.ts'
import { type Call, readFrame } from './read-frame.ts'
import { readLines } from './read-lines.ts'

/** What the owner of the store says on the wire; a refusal of what was no call has no id. */
export type OwnerLine =
  | { readonly id: string | number | null; readonly reply: Reply<unknown> }
  | { readonly event: AnyEvent }

const FAULTS = {
  'too-long': 'The line is longer than any command.',
  'not-utf-8': 'The line is not UTF-8.',
  unreadable: 'Expected {"id":…,"name":…,"input":…} as JSON, one per line.',
  excessive: 'The input has more values, or is nested deeper, than any call takes.',
} as const

/**
 * One process that hands over commands. What is no call gets one line of refusal, and the connection ends; who asks for
 * much waits for itself; who says nothing, or does not read, is cut off.
 */
export function serveCommandClient(api: Api, log: Log, socket: Socket, limits: CommandLimits): void {
  const waiting: Call[] = []
  let running = 0
  let isRefused = false
  const hasRead = () => socket.writableLength <= limits.unreadBytes

  const send = (line: OwnerLine) => {
    if (socket.writable) socket.write(`${JSON.stringify(line)}\n`)
  }

  const refuse = (fault: keyof typeof FAULTS, id: string | number | null = null) => {
    if (isRefused) return
    isRefused = true
    waiting.length = 0
    log.warn('commands.refused', { fault })
    send({ id, reply: { ok: false, error: { code: 'invalid-input', message: FAULTS[fault] } } })
    socket.pause()
    socket.end()
    setTimeout(() => socket.destroy(), limits.closeWithinMs).unref()
  }

  const answer = async ({ id, name, input }: Call) => {
    try {
      send({ id, reply: await api.dispatch(name, input, socket) })
    } catch (error) {
      // An answer that cannot be written as JSON. Whoever asked must not wait for ever.
      log.error('commands.call-failed', { name, error: describeError(error) })
      send({ id, reply: { ok: false, error: { code: 'internal', message: 'Postdesk could not send its answer.' } } })
    }
  }

  const startCalls = () => {
    while (running < limits.callsAtOnce && hasRead()) {
      const call = waiting.shift()
      if (!call) break
      running += 1
      void answer(call).finally(() => {
        running -= 1
        startCalls()
      })
    }
    // A command may take minutes, and nothing is said meanwhile.
    socket.setTimeout(running > 0 && hasRead() ? 0 : limits.idleMs)
    if (isRefused) return
    if (waiting.length > 0) socket.pause()
    else socket.resume()
  }

  const stopEvents = api.on(event => {
    // News for somebody who does not read: the reply says how it ended.
    if (hasRead()) send({ event })
  })
  readLines(socket, {
    mostBytes: limits.lineBytes,
    onFault: refuse,
    onLine: text => {
      if (isRefused) return
      const frame = readFrame(text, { frameValues: limits.lineValues, frameDepth: limits.lineDepth })
      if (frame.kind === 'unreadable') return refuse('unreadable')
      if (frame.kind === 'excessive') return refuse('excessive', frame.id)
      waiting.push(frame.call)
      startCalls()
    },
  })
  socket.setTimeout(limits.idleMs)
  socket.on('timeout', () => socket.destroy())
  socket.on('drain', startCalls)
  socket.on('error', () => socket.destroy())
  socket.on('close', stopEvents)
}
