import type { Reply } from '../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import { i18n } from '../i18n/i18n.ts'
import type { HostBridge, WireState } from './host-bridge.ts'

type Waiting = { readonly text: string; sent: boolean; readonly settle: (reply: Reply<never>) => void }

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 8_000

function lost(): Reply<never> {
  return { ok: false, error: { code: 'connection-failed', message: i18n.t('wire.lostCall') } }
}

/**
 * The contract over the service host's wire. A dropped line is opened again by itself; calls that were not yet sent
 * wait for it, calls that were sent fail, because nobody knows whether they were carried out.
 */
export function createWebSocketBridge(address: string, token: string): HostBridge {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(event: AnyEvent) => void>()
  const stateListeners = new Set<(state: WireState) => void>()
  let socket: WebSocket | null = null
  let lastId = 0
  let retryMs = FIRST_RETRY_MS
  let state: WireState = 'connecting'

  const become = (next: WireState) => {
    state = next
    for (const listener of stateListeners) listener(next)
  }
  const sendWaiting = () => {
    if (socket?.readyState !== WebSocket.OPEN) return
    for (const call of waiting.values()) {
      if (call.sent) continue
      call.sent = true
      socket.send(call.text)
    }
  }
  const receive = (text: string) => {
    const frame = JSON.parse(text) as { id?: number; reply?: Reply<never>; event?: AnyEvent }
    if (frame.event) {
      for (const listener of listeners) listener(frame.event)
      return
    }
    const call = frame.id === undefined ? undefined : waiting.get(frame.id)
    if (!call || frame.id === undefined || !frame.reply) return
    waiting.delete(frame.id)
    call.settle(frame.reply)
  }
  const connect = () => {
    socket = new WebSocket(address, ['postdesk', token])
    socket.onopen = () => {
      retryMs = FIRST_RETRY_MS
      become('open')
      sendWaiting()
    }
    socket.onmessage = message => receive(String(message.data))
    socket.onclose = () => {
      for (const [id, call] of waiting) {
        if (!call.sent) continue
        waiting.delete(id)
        call.settle(lost())
      }
      become('lost')
      setTimeout(connect, retryMs)
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
    }
  }
  connect()

  return {
    call: (name, input) =>
      new Promise(settle => {
        lastId += 1
        const text = JSON.stringify({ id: lastId, name, input })
        waiting.set(lastId, { text, sent: false, settle })
        sendWaiting()
      }),
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onState(listener) {
      stateListeners.add(listener)
      listener(state)
      return () => stateListeners.delete(listener)
    },
  }
}
