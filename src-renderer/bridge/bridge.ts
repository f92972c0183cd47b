import type { Bridge } from '../../src-preload/contract/bridge.ts'
import type { WireError } from '../../src-preload/contract/errors.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'
import { i18n } from '../i18n/i18n.ts'
import type { HostBridge, WireState } from './host-bridge.ts'
import { claimToken } from './token.ts'
import { createWebSocketBridge } from './web-socket-bridge.ts'

declare global {
  interface Window {
    readonly postdesk?: Bridge
  }
}

/** The host's bridge: the preload's when there is one, else the service host's wire. */
export const bridge: HostBridge = chooseBridge()

function chooseBridge(): HostBridge {
  if (window.postdesk) return overPreload(window.postdesk)
  const token = claimToken()
  if (token) return createWebSocketBridge(`ws://${location.host}/wire`, token)
  return { call: () => new Promise(() => {}), on: () => () => {}, onState: constantly('no-token') }
}

/** A call that the desktop cannot take any more (it is closing) is a refusal like any other, not a rejected promise. */
function overPreload({ call, on }: Bridge): HostBridge {
  return {
    call: (name, input) =>
      call(name, input).catch(() => ({
        ok: false,
        error: { code: 'connection-failed', message: i18n.t('wire.closing') },
      })),
    on,
    onState: constantly('open'),
  }
}

function constantly(state: WireState): HostBridge['onState'] {
  return listener => {
    listener(state)
    return () => {}
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
