import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { Api } from '../../src-main/api/api.ts'
import type { ServiceLimits } from '../../src-main/hosts/service/limits.ts'
import { type ServiceHost, startServiceHost } from '../../src-main/hosts/service/start-service-host.ts'
import type { Reply } from '../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'

export type ScriptedApi = Api & {
  readonly calls: readonly string[]
  emit(event: AnyEvent): void
  listeners(): number
}

/** An api that answers `{name, input}`, or as told. */
export function createScriptedApi(answer?: (name: string, input: unknown) => unknown): ScriptedApi {
  const listeners = new Set<(event: AnyEvent) => void>()
  const calls: string[] = []
  return {
    calls,
    async dispatch(name, input): Promise<Reply<unknown>> {
      calls.push(name)
      return { ok: true, data: answer ? await answer(name, input) : { name, input } }
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    listeners: () => listeners.size,
  }
}

export type Answer = { status: number; headers: Record<string, unknown>; body: string }
export type Frame = { id?: number; reply?: Reply<unknown>; revision?: number; events?: readonly AnyEvent[] }
export type OpenWire = {
  readonly socket: WebSocket
  send(frame: unknown): void
  next(): Promise<Frame>
  /** Code and reason of the close. */
  readonly closed: Promise<readonly [number, string]>
}

export type HostUnderTest = {
  readonly host: ServiceHost
  readonly token: string
  readonly own: { readonly origin: string; readonly host: string }
  /** A request whose path and Host are sent just as given. */
  ask(path: string, headers?: Record<string, string>, method?: string, body?: string): Promise<Answer>
  /** What comes back for these bytes until the host ends the connection. */
  speak(bytes: string): Promise<string>
  /** Status of a refused upgrade, or 101. */
  upgrade(headers: Record<string, string | undefined>, protocols: readonly string[], path?: string): Promise<number>
  openWire(): Promise<OpenWire>
  close(): Promise<void>
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** A real host on a real port, over a folder of screens with traps around it. */
export async function startHost(api: Api, limits: Partial<ServiceLimits> = {}, port = 0): Promise<HostUnderTest> {
  const dir = await mkdtemp(join(tmpdir(), 'postdesk-host-'))
  await mkdir(join(dir, 'renderer/assets'), { recursive: true })
  await writeFile(join(dir, 'renderer/index.html'), '<!doctype html><title>Postdesk</title>')
  await writeFile(join(dir, 'renderer/assets/index-abc.js'), 'export {}')
  await writeFile(join(dir, 'renderer/secret.key'), 'no type of ours')
  await writeFile(join(dir, 'outside.js'), 'secret')
  await symlink(join(dir, 'outside.js'), join(dir, 'renderer/link.js'))
  await symlink(dir, join(dir, 'renderer/up'))
  const host = await startServiceHost({ api, rendererDir: join(dir, 'renderer'), port, log: silent, limits })
  const token = new URL(host.url).hash.replace('#token=', '')
  const own = { origin: `http://127.0.0.1:${host.port}`, host: `127.0.0.1:${host.port}` }
  return {
    host,
    token,
    own,
    ask: (path, headers = {}, method = 'GET', body = '') => ask(host.port, path, headers, method, body),
    speak: bytes => speak(host.port, bytes),
    upgrade: (headers, protocols, path = '/wire') => upgrade(host.port, headers, protocols, path),
    openWire: () => openWire(host.port, token, own.origin),
    async close() {
      await host.close()
      await rm(dir, { recursive: true })
    },
  }
}

function ask(
  port: number,
  path: string,
  headers: Record<string, string>,
  method: string,
  body: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function speak(port: number, bytes: string): Promise<string> {
  return new Promise(resolve => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', data => {
      heard += data
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
  })
}

function upgrade(
  port: number,
  headers: Record<string, string | undefined>,
  protocols: readonly string[],
  path: string,
): Promise<number> {
  return new Promise(resolve => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, [...protocols], { headers: given })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('error', () => {})
  })
}

async function openWire(port: number, token: string, origin: string): Promise<OpenWire> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/wire`, ['postdesk', token], { origin })
  const frames: Frame[] = []
  const waiting: ((frame: Frame) => void)[] = []
  socket.on('message', data => {
    const frame = JSON.parse(data.toString()) as Frame
    const take = waiting.shift()
    if (take) take(frame)
    else frames.push(frame)
  })
  socket.on('error', () => {})
  const closed = new Promise<readonly [number, string]>(resolve =>
    socket.once('close', (code, reason) => resolve([code, reason.toString()])),
  )
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    socket,
    closed,
    send: frame => socket.send(JSON.stringify(frame)),
    next() {
      const frame = frames.shift()
      return frame ? Promise.resolve(frame) : new Promise(resolve => waiting.push(resolve))
    },
  }
}
