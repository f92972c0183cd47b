import type { BrowserWindow } from 'electron'
import { WebSocket } from 'ws'
import type { Api } from '../../src-main/api/api.ts'
import { answerCalls, relayToWindow } from '../../src-main/hosts/electron/ipc.ts'
import { relayEvents } from '../../src-main/hosts/relay-events.ts'
import { startServiceHost } from '../../src-main/hosts/service/start-service-host.ts'
import type { Bridge } from '../../src-preload/contract/bridge.ts'
import type { Reply } from '../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import type { ProcedureName } from '../../src-preload/contract/procedures.ts'
import { createEventRelay } from '../../src-renderer/bridge/event-relay.ts'
import type { BridgeTexts, HostBridge } from '../../src-renderer/bridge/host-bridge.ts'
import { createPreloadBridge } from '../../src-renderer/bridge/preload-bridge.ts'
import { createWebSocketBridge } from '../../src-renderer/bridge/web-socket-bridge.ts'
import type { Wire, WireListener } from '../../src-renderer/bridge/wire.ts'
import { exposedAs, FakeWindow } from './fake-ipc.ts'

/** One end of a line, asked by any name with any input. */
export type Line = {
  call(name: string, input: unknown): Promise<Reply<unknown>>
  on(listener: (event: AnyEvent) => void): () => void
  onGap(listener: () => void): () => void
  close(): Promise<void>
}
export type Carrier = (api: Api) => Promise<Line>

const silent = { debug() {}, info() {}, warn() {}, error() {} }

export const texts: BridgeTexts = {
  closing: () => 'closing',
  unknownOutcome: () => 'unknown outcome',
  notSent: () => 'not sent',
  noAnswer: () => 'no answer',
}

/** Every way from a screen to the engine; each with the renderer's own half, as far as there is one. */
export const carriers: Readonly<Record<string, Carrier>> = {
  'in one process': carryInProcess,
  'over the service host': carryOverServiceHost,
  'over Electron IPC': carryOverElectron,
}

async function carryInProcess(api: Api): Promise<Line> {
  const relay = createEventRelay(0)
  const stop = relayEvents(api, { canTake: () => true, take: relay.receive })
  return { call: api.dispatch, on: relay.on, onGap: relay.onGap, close: async () => stop() }
}

async function carryOverServiceHost(api: Api): Promise<Line> {
  const host = await startServiceHost({ api, rendererDir: import.meta.dirname, log: silent })
  const bridge = createWebSocketBridge({
    open: listener => openNodeWire(host.port, new URL(host.url).hash.replace('#token=', ''), listener),
    texts,
    onWake: () => {},
    isHostThere: async () => false,
  })
  return { ...askedByAnyName(bridge), close: host.close }
}

/** The real preload and the real main side; only Electron's own code is missing. Needs `electron` to be the fake. */
async function carryOverElectron(api: Api): Promise<Line> {
  await import('../../src-preload/index.ts')
  const window = new FakeWindow()
  const stop = answerCalls(api)
  relayToWindow(api, window as unknown as BrowserWindow)
  const bridge = createPreloadBridge(exposedAs('postdesk') as Bridge, texts)
  return {
    ...askedByAnyName(bridge),
    async close() {
      stop()
      window.emit('closed')
    },
  }
}

function askedByAnyName({ call, on, onGap }: HostBridge): Omit<Line, 'close'> {
  return { call: (name, input) => call(name as ProcedureName, input as never), on, onGap }
}

/** A wire as a browser opens it; Node's own WebSocket cannot say where it comes from. */
export function openNodeWire(
  port: number,
  token: string,
  listener: WireListener,
): Wire & { readonly socket: WebSocket } {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/wire`, ['postdesk', token], {
    origin: `http://127.0.0.1:${port}`,
  })
  socket.on('open', () => listener.opened())
  socket.on('message', data => listener.heard(data.toString()))
  socket.on('close', () => listener.closed())
  socket.on('error', () => {})
  return { socket, send: text => socket.send(text) }
}
