import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Reply } from '../../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../../src-preload/contract/events.ts'
import type { Api } from '../../api/api.ts'

/**
 * The owner of a store takes commands from other processes of the same user: one JSON object a line, over a socket that
 * only this user can reach. Nothing else is listened to.
 */
type Line =
  | { readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly id: number; readonly reply: Reply<unknown> }
  | { readonly event: AnyEvent }

/** A socket's path has at most 107 bytes on Linux: a deep data folder gets one in the temporary folder. */
export function commandSocketPath(dataDir: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\postdesk-${hash}`
  const here = join(dataDir, 'desk.sock')
  return Buffer.byteLength(here) < 100 ? here : join(tmpdir(), `postdesk-${hash}.sock`)
}

export async function listenForCommands(api: Api, path: string): Promise<{ close(): Promise<void> }> {
  if (process.platform !== 'win32') rmSync(path, { force: true })
  const clients = new Set<Socket>()
  const server = createServer(client => {
    clients.add(client)
    const stopEvents = api.on(event => send(client, { event }))
    client.on('close', () => {
      clients.delete(client)
      stopEvents()
    })
    client.on('error', () => client.destroy())
    createInterface({ input: client }).on('line', text => void answer(api, client, text))
  })
  const before = process.umask(0o077)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  }).finally(() => process.umask(before))
  return {
    async close() {
      for (const client of clients) client.end()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function answer(api: Api, client: Socket, text: string): Promise<void> {
  let request: Extract<Line, { input: unknown }>
  try {
    request = JSON.parse(text) as typeof request
  } catch {
    client.destroy()
    return
  }
  send(client, { id: request.id, reply: await api.dispatch(request.name, request.input) })
}

function send(client: Socket, line: Line): void {
  if (!client.destroyed) client.write(`${JSON.stringify(line)}\n`)
}

/** The owner's api, as another process sees it. Rejects when nobody listens. */
export async function connectToOwner(path: string): Promise<Api & { close(): void }> {
  const socket = connect(path)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  const waiting = new Map<number, (reply: Reply<unknown>) => void>()
  const listeners = new Set<(event: AnyEvent) => void>()
  const lost: Reply<unknown> = {
    ok: false,
    error: { code: 'store-locked', message: 'The owner of the store went away.' },
  }
  let lastId = 0
  const loseAll = () => {
    for (const settle of waiting.values()) settle(lost)
    waiting.clear()
  }
  socket.on('close', loseAll)
  socket.on('error', loseAll)
  createInterface({ input: socket }).on('line', text => {
    const line = JSON.parse(text) as Line
    if ('event' in line) for (const listener of listeners) listener(line.event)
    if (!('reply' in line)) return
    waiting.get(line.id)?.(line.reply)
    waiting.delete(line.id)
  })
  return {
    dispatch(name, input) {
      if (socket.destroyed) return Promise.resolve(lost)
      lastId += 1
      const id = lastId
      return new Promise(resolve => {
        waiting.set(id, resolve)
        socket.write(`${JSON.stringify({ id, name, input })}\n`)
      })
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => socket.end(),
  }
}
