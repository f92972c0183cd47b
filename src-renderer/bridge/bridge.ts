import type { Bridge } from '../../src-preload/contract/bridge.ts'
import type { WireError } from '../../src-preload/contract/errors.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'
import { i18n } from '../i18n/i18n.ts'
import type { BridgeTexts, HostBridge } from './host-bridge.ts'
import { createPreloadBridge } from './preload-bridge.ts'
import { claimToken } from './token.ts'
import { createWebSocketBridge } from './web-socket-bridge.ts'
import { openWire } from './wire.ts'

declare global {
  interface Window {
    readonly postdesk?: Bridge
  }
}

const texts: BridgeTexts = {
  closing: () => i18n.t('wire.closing'),
  unknownOutcome: () => i18n.t('wire.unknownOutcome'),
  notSent: () => i18n.t('wire.notSent'),
  noAnswer: () => i18n.t('wire.noAnswer'),
}

const bridgeWithoutToken: HostBridge = {
  call: () => new Promise(() => {}),
  on: () => () => {},
  onGap: () => () => {},
  onState(listener) {
    listener('no-token')
    return () => {}
  },
}

/** The host's bridge: the preload's when there is one, else the service host's wire. */
export const bridge: HostBridge = chooseBridge()

function chooseBridge(): HostBridge {
  if (window.postdesk) return createPreloadBridge(window.postdesk, texts)
  const token = claimToken()
  if (token === null) return bridgeWithoutToken
  return createWebSocketBridge({
    open: listener => openWire(`ws://${location.host}/wire`, token, listener),
    texts,
    onWake(wake) {
      addEventListener('online', wake)
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') wake()
      })
    },
    isHostThere,
  })
}

/** By a picture, since the policy of the page lets it fetch nothing else. */
async function isHostThere(): Promise<boolean> {
  const picture = new Image()
  picture.src = `./icon.svg?${Date.now()}`
  try {
    await picture.decode()
    return true
  } catch {
    return false
  }
}

/** A refused call, with the code to branch on and the field to correct. */
export class CallError extends Error {
  readonly code: WireError['code']
  readonly field: string | undefined

  constructor({ code, message, field }: WireError) {
    super(message)
    this.name = 'CallError'
    this.code = code
    this.field = field
  }
}

/** The data of a call. Throws CallError. */
export async function call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const reply = await bridge.call(name, input)
  if (!reply.ok) throw new CallError(reply.error)
  return reply.data
}
