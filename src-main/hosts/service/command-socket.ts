import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Reply } from '../../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../../src-preload/contract/events.ts'
import type { Api } from '../../api/api.ts'
import type { Log } from '../../engine/ports.ts'
import { type OwnerLine, serveCommandClient } from './command-client.ts'
import { type CommandLimits, commandLimits } from './command-limits.ts'

/*
 * The owner of a store takes commands from other processes of the same user: one JSON object a line, over a socket that
 * only this user can reach. Nothing else is listened to.
 */

/** A socket's path has at most 107 bytes on Linux: a deep data folder gets one in the temporary folder. */
export function commandSocketPath(dataDir: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\postdesk-${hash}`
  const here = join(dataDir, 'desk.sock')
  return Buffer.byteLength(here) < 100 ? here : join(tmpdir(), `postdesk-${hash}.sock`)
}

/** `limits`: for tests; the rest is as in `command-limits.ts`. */
export async function listenForCommands(
  api: Api,
  path: string,
  log: Log,
  limits: Partial<CommandLimits> = {},
): Promise<{ close(): Promise<void> }> {
  const isFile = process.platform !== 'win32'
  if (isFile) rmSync(path, { force: true })
  const bounds: CommandLimits = { ...commandLimits, ...limits }
  const clients = new Set<Socket>()
  const server = createServer(client => {
    clients.add(client)
    client.on('close', () => clients.delete(client))
    serveCommandClient(api, log, client, bounds)
  })
  // Whoever comes when all places are taken is cut off at once.
  server.maxConnections = bounds.connections
  await listen(server, path)
  if (isFile) chmodSync(path, 0o600)
  // No more files may be opened, say: a client is not served, and Postdesk goes on.
  server.on('error', error => log.error('commands.failed', { error: error.message }))
  return {
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      for (const client of clients) client.end()
      const cutOff = setTimeout(() => {
        for (const client of clients) client.destroy()
      }, bounds.closeWithinMs)
      await closed
      clearTimeout(cutOff)
    },
  }
}

/** The file is made inside the call, so that nobody else ever finds it open to him. */
function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    const before = process.umask(0o177)
    try {
      server.listen(path, () => {
        server.off('error', reject)
        resolve()
      })
    } finally {
      process.umask(before)
    }
  })
}

/** The owner's api, as another process sees it. Rejects when nobody listens, or somebody else's process does. */
export async function connectToOwner(path: string): Promise<Api & { close(): void }> {
  requireOwnSocket(path)
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
  const loseAll = (reply: Reply<unknown> = lost) => {
    for (const settle of waiting.values()) settle(reply)
    waiting.clear()
  }
  socket.on('close', () => loseAll())
  socket.on('error', () => loseAll())
  createInterface({ input: socket }).on('line', text => {
    const line = parseLine(text)
    if (line === null) return void socket.destroy()
    if ('event' in line) for (const listener of listeners) listener(line.event)
    if (!('reply' in line)) return
    // What the owner could not read as a call; nothing else will be answered.
    if (typeof line.id !== 'number') return loseAll(line.reply)
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

/** In a temporary folder that all share, somebody else may have put one there, to be told what is meant for us. */
function requireOwnSocket(path: string): void {
  if (process.getuid && lstatSync(path).uid !== process.getuid()) throw new Error(`${path} belongs to somebody else.`)
}

/** The last line of an owner that was killed may be cut off. */
function parseLine(text: string): OwnerLine | null {
  try {
    return JSON.parse(text) as OwnerLine
  } catch {
    return null
  }
}
