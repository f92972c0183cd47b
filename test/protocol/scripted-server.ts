import { createServer, type Socket } from 'node:net'
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls'
import { listenAnywhere, portOf } from './free-ports.ts'

/**
 * One thing a scripted server does. A text or bytes are said as they are, line ends included; in a text, bytes are
 * written as latin1.
 */
export type Act =
  | string
  | Uint8Array
  /** Waits for a line of the client; a text has to be its beginning. */
  | { readonly hear: string | RegExp }
  /** Waits for lines of the client and plays what each is answered with, until the client is gone. */
  | { readonly answer: (line: string) => Script }
  /** Says these pieces, each in a packet of its own; without end when it is a generator that never ends. */
  | { readonly pieces: Iterable<string | Uint8Array>; readonly everyMs?: number }
  /** Continues in TLS; whatever else the client has said by then is lost. */
  | 'START-TLS'
  /** Ends the line without a goodbye. */
  | 'CUT'
  /** Says and hears nothing more, and keeps the line open. */
  | 'HANG'

/** At its end the line is ended properly. */
export type Script = readonly Act[]

export type ScriptedServer = {
  readonly port: number
  /** All lines that the clients said, connection by connection. */
  heard(): readonly (readonly string[])[]
  /** Where a script and its client did not agree; empty when all went as written. */
  disagreements(): readonly string[]
  stop(): Promise<void>
}

export type ScriptedServerOptions = {
  /** One script a connection; the last one serves all that follow. */
  readonly scripts: readonly Script[]
  readonly tls?: Pick<SecureContextOptions, 'cert' | 'key' | 'minVersion' | 'maxVersion' | 'ciphers'>
  /** TLS from the start. */
  readonly implicitTls?: boolean
}

/** A line based server that does exactly what a script says: for servers that no real one would play. */
export async function startScriptedServer(options: ScriptedServerOptions): Promise<ScriptedServer> {
  const heard: string[][] = []
  const disagreements: string[] = []
  const open = new Set<Socket>()
  const server = createServer(socket => {
    const lines: string[] = []
    const script = options.scripts[Math.min(heard.length, options.scripts.length - 1)] ?? []
    heard.push(lines)
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    const begin = (line: Socket) =>
      play(script, line, lines, options).catch((error: unknown) => {
        disagreements.push(`connection ${heard.length}: ${error instanceof Error ? error.message : error}`)
        socket.destroy()
      })
    if (!options.implicitTls) begin(socket)
    else {
      // Not a word before the handshake: a refusal of TLS would be lost behind it.
      const inside = secure(socket, options)
      inside.once('secure', () => begin(inside))
    }
  })
  await listenAnywhere(server)
  return {
    port: portOf(server),
    heard: () => heard,
    disagreements: () => disagreements,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function play(script: Script, first: Socket, heard: string[], options: ScriptedServerOptions): Promise<void> {
  let socket = first
  let ears = listen(socket)
  const ahead = [...script]
  for (let act = ahead.shift(); act !== undefined; act = ahead.shift()) {
    if (act === 'HANG') return
    if (act === 'CUT') {
      socket.destroy()
      return
    }
    if (act === 'START-TLS') {
      ears.stop()
      socket = secure(socket, options)
      ears = listen(socket)
    } else if (typeof act === 'string') socket.write(act, 'latin1')
    else if (act instanceof Uint8Array) socket.write(act)
    else if ('hear' in act) {
      const line = await ears.next()
      // The client is gone: nobody is left to disagree.
      if (line === null) return
      heard.push(line)
      const fits = typeof act.hear === 'string' ? line.startsWith(act.hear) : act.hear.test(line)
      if (!fits) throw new Error(`expected ${act.hear}, heard ${line}`)
    } else if ('answer' in act) {
      const line = await ears.next()
      if (line === null) return
      heard.push(line)
      ahead.unshift(...act.answer(line), act)
    } else {
      for (const piece of act.pieces) {
        if (socket.destroyed) return
        await new Promise(resolve => socket.write(piece as string, 'latin1', resolve))
        await new Promise(resolve => setTimeout(resolve, act.everyMs ?? 1))
      }
    }
  }
  socket.end()
}

function secure(socket: Socket, { tls }: ScriptedServerOptions): Socket {
  if (!tls) throw new Error('The script speaks TLS and has no certificate')
  const inside = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(tls) })
  return inside.on('error', () => {})
}

/** The lines of the client, one by one; null once it is gone. */
function listen(socket: Socket) {
  let pending = ''
  let ended = false
  let wake = () => {}
  const hear = (data: Buffer) => {
    pending += data.toString('latin1')
    wake()
  }
  const end = () => {
    ended = true
    wake()
  }
  socket.on('data', hear).on('end', end).on('close', end)
  return {
    async next(): Promise<string | null> {
      for (;;) {
        const at = pending.indexOf('\n')
        if (at !== -1) {
          const line = pending.slice(0, at).replace(/\r$/, '')
          pending = pending.slice(at + 1)
          return line
        }
        if (ended) return null
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
    },
    stop() {
      socket.off('data', hear).off('end', end).off('close', end)
    },
  }
}
