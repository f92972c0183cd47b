import type { RawData, WebSocket } from 'ws'
import type { Reply } from '../../../src-preload/contract/define.ts'
import type { Api } from '../../api/api.ts'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { relayEvents } from '../relay-events.ts'
import type { FairCalls } from './fair-calls.ts'
import type { HeldBytes } from './held-bytes.ts'
import type { ServiceLimits } from './limits.ts'
import { readFrame } from './read-frame.ts'

/** Codes of RFC 6455, 7.4.1. */
const UNREADABLE = 1003
const FLOODING = 1008

const EXCESSIVE: Reply<never> = {
  ok: false,
  error: { code: 'invalid-input', message: 'The input has more values, or is nested deeper, than any call takes.' },
}

const FAILED: Reply<never> = { ok: false, error: { code: 'internal', message: 'Postdesk could not send its answer.' } }

export type ClientSurroundings = {
  readonly api: Api
  readonly log: Log
  readonly limits: ServiceLimits
  /** Shared by all pages of a host. */
  readonly calls: FairCalls
  readonly held: HeldBytes
}

/**
 * One page on the wire: `{id, name, input}` in, `{id, reply}` and `{revision, events}` out. Each page has its own line
 * of calls, its own batch of events and its own buffer, so one that floods, sleeps or does not read holds up nobody.
 */
export function serveClient(socket: WebSocket, { api, log, limits, calls, held }: ClientSurroundings): void {
  let heardOf = true
  const hasRead = () => socket.bufferedAmount <= limits.unreadBytes
  const door = calls.open(hasRead)

  const send = (frame: unknown) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame), () => door.wake())
  }

  const answer = async (data: RawData) => {
    const frame = readFrame(data.toString(), limits)
    if (frame.kind === 'unreadable') return socket.close(UNREADABLE, 'Expected {id, name, input} as JSON')
    if (frame.kind === 'excessive') return send({ id: frame.id, reply: EXCESSIVE })
    const { id, name, input } = frame.call
    try {
      send({ id, reply: await api.dispatch(name, input, socket) })
    } catch (error) {
      // An answer that cannot be written as JSON. Whoever asked must not wait for ever.
      log.error('wire.call-failed', { name, error: describeError(error) })
      send({ id, reply: FAILED })
    }
  }

  const answerAndLetGo = (data: RawData) => answer(data).finally(() => held.release(socket, sizeOf(data)))

  const receive = (data: RawData, isBinary: boolean) => {
    heardOf = true
    // What still comes in while the closing is under way is not ours any more.
    if (socket.readyState !== socket.OPEN) return
    if (isBinary) return socket.close(UNREADABLE, 'Expected {id, name, input} as JSON')
    if (door.add(() => answerAndLetGo(data), sizeOf(data))) return held.take(socket, sizeOf(data))
    log.warn('wire.flood', { waiting: limits.callsWaiting })
    door.close()
    socket.close(FLOODING, 'Too many calls wait for their turn')
    setTimeout(() => socket.terminate(), limits.closeWithinMs).unref()
  }

  const keepAlive = () => {
    // Who is kept waiting cannot be heard.
    if (!heardOf && !socket.isPaused) return socket.terminate()
    heardOf = false
    socket.ping()
  }

  const stopRelaying = relayEvents(api, { canTake: hasRead, take: send })
  const keepingAlive = setInterval(keepAlive, limits.keepAliveMs)

  socket.on('message', receive)
  socket.on('pong', () => {
    heardOf = true
  })
  // Too large a frame, broken framing, a line that dropped: ws closes the socket itself.
  socket.on('error', error => log.warn('wire.client-error', { error: error.message }))
  socket.on('close', () => {
    held.forget(socket)
    door.close()
    stopRelaying()
    clearInterval(keepingAlive)
  })
}

function sizeOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, part) => sum + part.byteLength, 0) : data.byteLength
}
