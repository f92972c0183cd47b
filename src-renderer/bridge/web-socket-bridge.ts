import type { Reply } from '../../src-preload/contract/define.ts'
import type { BatchOfEvents } from '../../src-preload/contract/events.ts'
import { createEventRelay, subscribe } from './event-relay.ts'
import type { BridgeTexts, HostBridge, WireState } from './host-bridge.ts'
import { PendingCalls } from './pending-calls.ts'
import { retryDelayMs } from './retry-delay.ts'
import type { Wire, WireListener } from './wire.ts'

export type WireSurroundings = {
  open(listener: WireListener): Wire
  readonly texts: BridgeTexts
  /** Calls back whenever a new try is worth making at once: the network or the eye of the person came back. */
  onWake(wake: () => void): void
  /** Does the host answer plain requests? Then it is there, and does not take our token any more. */
  isHostThere(): Promise<boolean>
}

type Frame = { readonly id: number; readonly reply: Reply<never> } | BatchOfEvents

/** The contract over the service host's wire. A dropped line is opened again by itself, ever more patiently. */
export function createWebSocketBridge({ open, texts, onWake, isHostThere }: WireSurroundings): HostBridge {
  const calls = new PendingCalls(texts)
  const relay = createEventRelay(0)
  const stateListeners = new Set<(state: WireState) => void>()
  let wire: Wire | null = null
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | null = null
  let state: WireState = 'connecting'
  let wasOpen = false

  const become = (next: WireState) => {
    state = next
    for (const listener of stateListeners) listener(next)
  }
  const sendAll = () => {
    const line = wire
    if (line && state === 'open') calls.sendAll(text => line.send(text))
  }
  const connect = () => {
    retry = null
    wire = open({ opened, heard, closed: () => void closed() })
  }
  const opened = () => {
    become('open')
    sendAll()
    if (wasOpen) relay.restart()
    wasOpen = true
  }
  const heard = (text: string) => {
    failures = 0
    const frame = JSON.parse(text) as Frame
    if ('reply' in frame) calls.answer(frame.id, frame.reply)
    else relay.receive(frame)
  }
  const closed = async () => {
    const neverOpened = state !== 'open'
    failures += 1
    become('lost')
    calls.drop()
    // A refused upgrade looks to a page like a host that is not there; the difference is whether it serves files.
    if (neverOpened && failures > 1 && (await isHostThere())) return become('no-token')
    retry = setTimeout(connect, retryDelayMs(failures))
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
