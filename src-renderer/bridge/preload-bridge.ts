import type { Bridge } from '../../src-preload/contract/bridge.ts'
import type { Reply } from '../../src-preload/contract/define.ts'
import { createEventRelay } from './event-relay.ts'
import type { BridgeTexts, HostBridge } from './host-bridge.ts'

/**
 * The desktop's line, which is there as long as the window is. A call that cannot be taken any more (Postdesk is
 * closing) is a refusal like any other, neither a rejected promise nor `undefined`.
 */
export function createPreloadBridge(preload: Bridge, texts: Pick<BridgeTexts, 'closing'>): HostBridge {
  // The numbers go on when the page is loaded again, so the first one says nothing.
  const relay = createEventRelay(null)
  preload.on(relay.receive)
  return {
    async call(name, input) {
      const refused: Reply<never> = { ok: false, error: { code: 'connection-failed', message: texts.closing() } }
      try {
        return (await preload.call(name, input)) ?? refused
      } catch {
        return refused
      }
    },
    on: relay.on,
    onGap: relay.onGap,
    onState(listener) {
      listener('open')
      return () => {}
    },
  }
}
