import type { Bridge } from '../../src-preload/contract/bridge.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'

/** `no-token`: this tab has no secret, or one that the host does not take, and can ask for nothing. */
export type WireState = 'connecting' | 'open' | 'lost' | 'no-token'

/** The host as the screens see it, whichever it is. Every `on…` returns how to stop listening. */
export type HostBridge = {
  readonly call: Bridge['call']
  /** Never rejects. */
  on(listener: (event: AnyEvent) => void): () => void
  /** Something may have happened that was not told: whoever shows anything asks for it again. */
  onGap(listener: () => void): () => void
  /** Tells the present state at once. */
  onState(listener: (state: WireState) => void): () => void
}

/** Why a call got no answer, for the person who waits for it. */
export type BridgeTexts = {
  /** Postdesk is closing. */
  closing(): string
  /** The line dropped while a command was under way: nobody knows whether it was done. */
  unknownOutcome(): string
  /** There was no line to send a command over: it was not done. */
  notSent(): string
  /** A question was asked several times and the line dropped each time. */
  noAnswer(): string
}
