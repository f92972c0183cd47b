import { connect, createServer, type Socket } from 'node:net'
import { listenAnywhere, portOf } from '../../protocol/free-ports.ts'

/** `down`: the server ends every line. `lost`: there is no way to it; lines that stand look alive and carry nothing. */
export type LineState = 'up' | 'down' | 'lost'

/** The way from the desk to a real server, which can be cut and given back; counts by the clock of the desk. */
export type DayLine = {
  readonly port: number
  readonly state: LineState
  set(state: LineState): void
  /** Lines that stand now carry nothing any more, as after a sleep of the machine; new ones do. */
  forgetLines(): void
  /** On every line that is alive the server has had the last word. */
  isQuiet(): boolean
  /** Lines that are alive and open now. */
  standing(): number
  /** How often a line began to wait for mail; of plain text only, as all that follows. */
  idles(): number
  /** The longest that one IDLE of a living line has stood, in ms. */
  longestIdleMs(): number
  /** The most that were open at a time. */
  mostOpen(): number
  stop(): Promise<void>
}

type Line = { alive: boolean; serverSpokeLast: boolean; idleSince: number | null }

export async function startDayLine(to: { host: string; port: number }, now: () => number): Promise<DayLine> {
  const open = new Map<Line, () => void>()
  let state: LineState = 'up'
  let [idles, longestIdleMs, mostOpen] = [0, 0, 0]

  const standing = () => [...open.keys()].filter(line => line.alive).length
  const endIdle = (line: Line) => {
    if (line.idleSince !== null) longestIdleMs = Math.max(longestIdleMs, now() - line.idleSince)
    line.idleSince = null
  }
  const proxy = createServer(client => {
    client.on('error', () => {})
    if (state !== 'up') {
      client.destroy()
      return
    }
    const line: Line = { alive: true, serverSpokeLast: false, idleSince: null }
    const server: Socket = connect(to.port, to.host)
    const cut = () => {
      client.destroy()
      server.destroy()
      if (line.alive) endIdle(line)
      open.delete(line)
    }
    open.set(line, cut)
    mostOpen = Math.max(mostOpen, standing())
    for (const socket of [client, server]) socket.on('error', cut).on('close', cut)
    client.on('end', cut)
    client.on('data', data => {
      if (!line.alive) return
      line.serverSpokeLast = false
      const text = data.toString('latin1')
      if (/^\S+ IDLE\r\n$/m.test(text)) {
        idles += 1
        line.idleSince = now()
      } else if (text.startsWith('DONE')) endIdle(line)
      server.write(data)
    })
    server.on('data', data => {
      if (!line.alive) return
      line.serverSpokeLast = true
      client.write(data)
    })
  })
  await listenAnywhere(proxy)

  const forgetLines = () => {
    for (const line of open.keys()) {
      line.alive = false
      line.idleSince = null
    }
  }
  return {
    port: portOf(proxy),
    get state() {
      return state
    },
    set(next) {
      state = next
      if (next === 'lost') forgetLines()
      if (next === 'down') for (const cut of [...open.values()]) cut()
    },
    forgetLines,
    isQuiet: () => [...open.keys()].every(line => !line.alive || line.serverSpokeLast),
    standing,
    idles: () => idles,
    longestIdleMs: () => longestIdleMs,
    mostOpen: () => mostOpen,
    async stop() {
      for (const cut of [...open.values()]) cut()
      await new Promise(resolve => proxy.close(resolve))
    },
  }
}
