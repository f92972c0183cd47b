import type { RawData, WebSocket } from 'ws'
import type { AnyEvent } from '../../../src-preload/contract/events.ts'
import type { Api } from '../../api/api.ts'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { BATCH_EVERY_MS, EventBatch } from '../event-batch.ts'

/** Unsent bytes above which a client gets no more events until it has caught up; calls are answered all the same. */
const SLOW_CLIENT_BYTES = 4 * 1024 * 1024
/** More calls at a time than any screen makes; the next ones wait in the socket. */
const MOST_CALLS_AT_ONCE = 64
const KEEPALIVE_MS = 20_000

/**
 * One page on the wire: `{id,name,input}` in, `{id,reply}` and `{event}` out. Each client has its own batch and its own
 * buffer, so a page that sleeps holds up nobody else.
 */
export function serveClient(socket: WebSocket, api: Api, log: Log): void {
  const batch = new EventBatch()
  let calls = 0
  let heardOf = true

  const send = (frame: unknown) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
  }

  const answer = async (data: RawData, isBinary: boolean) => {
    const call = isBinary ? null : readCall(data)
    if (!call) return socket.close(1003, 'Expected {id, name, input} as JSON')
    calls += 1
    if (calls >= MOST_CALLS_AT_ONCE) socket.pause()
    try {
      send({ id: call.id, reply: await api.dispatch(call.name, call.input) })
    } finally {
      calls -= 1
      if (socket.isPaused && socket.readyState === socket.OPEN) socket.resume()
    }
  }

  const flush = () => {
    if (batch.isEmpty || socket.bufferedAmount > SLOW_CLIENT_BYTES) return
    for (const event of batch.take()) send({ event })
  }

  const keepAlive = () => {
    if (socket.isPaused) return
    if (!heardOf) return socket.terminate()
    heardOf = false
    socket.ping()
  }

  const stopListening = api.on((event: AnyEvent) => batch.add(event))
  const flushing = setInterval(flush, BATCH_EVERY_MS)
  const keepingAlive = setInterval(keepAlive, KEEPALIVE_MS)

  socket.on('message', (data, isBinary) => {
    heardOf = true
    answer(data, isBinary).catch(error => log.error('wire.call-failed', { error: describeError(error) }))
  })
  socket.on('pong', () => {
    heardOf = true
  })
  // Too large a frame, broken framing, a line that dropped: ws closes the socket itself.
  socket.on('error', error => log.warn('wire.client-error', { error: error.message }))
  socket.on('close', () => {
    stopListening()
    clearInterval(flushing)
    clearInterval(keepingAlive)
  })
}

type Call = { readonly id: string | number; readonly name: string; readonly input: unknown }

function readCall(data: RawData): Call | null {
  try {
    const frame: unknown = JSON.parse(data.toString())
    if (typeof frame !== 'object' || frame === null) return null
    if (!('id' in frame) || (typeof frame.id !== 'number' && typeof frame.id !== 'string')) return null
    if (!('name' in frame) || typeof frame.name !== 'string') return null
    return { id: frame.id, name: frame.name, input: 'input' in frame ? frame.input : {} }
  } catch {
    return null
  }
}
