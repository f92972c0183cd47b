import type { Bridge } from '../../src-preload/contract/bridge.ts'

/** `no-token`: this tab was opened without the secret and can ask for nothing. */
export type WireState = 'connecting' | 'open' | 'lost' | 'no-token'

/** A bridge that also tells whether its host can be heard. */
export type HostBridge = Bridge & {
  /** Tells the present state at once; returns how to stop listening. */
  onState(listener: (state: WireState) => void): () => void
}
