import type { Reply } from '../../src-preload/contract/define.ts'
import type { BatchOfEvents } from '../../src-preload/contract/events.ts'
import { createEventRelay, subscribe } from './event-relay.ts'
import type { BridgeTexts, HostBridge, WireState } from './host-bridge.ts'
import { PendingCalls } from './pending-calls.ts'
import { retryDelayMs } from './retry-delay.ts'

/** As much of a WebSocket as is used here; the browser's, or another in tests. */
export type WireSocket = {
  readonly readyState: number
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((message: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
}

export type WireSurroundings = {
  open(): WireSocket
  readonly texts: BridgeTexts
  /** Calls back whenever a new try is worth making at once: the network or the eye of the person came back. */
  onWake(wake: () => void): void
  /** Does the host answer plain requests? Then it is there, and does not take our token any more. */
  isHostThere(): Promise<boolean>
}

type Frame = { readonly id: number; readonly reply: Reply<never> } | BatchOfEvents

const OPEN = 1

/** The contract over the service host's wire. A dropped line is opened again by itself, ever more patiently. */
export function createWebSocketBridge({ open, texts, onWake, isHostThere }: WireSurroundings): HostBridge {
  const calls = new PendingCalls(texts)
  const relay = createEventRelay(0)
  const stateListeners = new Set<(state: WireState) => void>()
  let socket: WireSocket | null = null
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | null = null
  let state: WireState = 'connecting'
  let wasOpen = false

  const become = (next: WireState) => {
    state = next
    for (const listener of stateListeners) listener(next)
  }
  const sendAll = () => {
    const line = socket
    if (line?.readyState === OPEN) calls.sendAll(text => line.send(text))
  }
  const receive = (text: string) => {
    failures = 0
    const frame = JSON.parse(text) as Frame
    if ('reply' in frame) calls.answer(frame.id, frame.reply)
    else relay.receive(frame)
  }
  const onOpen = () => {
    become('open')
    sendAll()
    if (wasOpen) relay.restart()
    wasOpen = true
  }
  const onClose = async () => {
    const neverOpened = state !== 'open'
    calls.drop()
    failures += 1
    become('lost')
    // A refused upgrade looks to a page like a host that is not there; the difference is whether it serves files.
    if (neverOpened && failures > 1 && (await isHostThere())) return become('no-token')
    retry = setTimeout(connect, retryDelayMs(failures))
  }
  const connect = () => {
    retry = null
    const line = open()
    socket = line
    line.onopen = onOpen
    line.onmessage = message => receive(String(message.data))
    line.onclose = () => void onClose()
  }
  connect()
  onWake(() => {
    if (retry === null) return
    clearTimeout(retry)
    connect()
  })

  return {
    call: (name, input) =>
      new Promise(settle => {
        calls.add(name, input, settle)
        sendAll()
      }),
    on: relay.on,
    onGap: relay.onGap,
    onState(listener) {
      listener(state)
      return subscribe(stateListeners, listener)
    },
  }
}
