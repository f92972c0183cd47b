import { connect, createServer, type Socket } from 'node:net'
import { createRandom, type SeededRandom } from '../fixtures/seeded-random.ts'
import { listenAnywhere, portOf } from '../protocol/free-ports.ts'

/** What befalls one connection, once, after so many bytes that way. */
export type LineFault = {
  readonly what: 'cut' | 'stall' | 'stall-and-cut' | 'corrupt'
  readonly way: 'to-server' | 'to-client'
  readonly afterBytes: number
}

export type UnreliableLine = {
  readonly port: number
  /** What has happened so far. */
  faults(): readonly LineFault[]
  /** From now on every byte passes, on new connections. */
  heal(): void
  stop(): Promise<void>
}

export type UnreliableLineOptions = {
  readonly to: { readonly host: string; readonly port: number }
  readonly seed: number
  /** Only inside TLS, which notices: over plain text nobody could tell a damaged mail from a whole one. */
  readonly mayCorrupt: boolean
}

/** Long enough that something else may happen meanwhile, and short for any time limit. */
const STALL_MS = { low: 20, high: 150 }
/** A sign-in takes about 500 bytes to the server and 4,000 from it; most of a mailbox comes after that. */
const REACH = { 'to-server': { low: 20, high: 4_000 }, 'to-client': { low: 20, high: 120_000 } } as const

/** A line to a real server that breaks, falls silent and damages bytes; the same seed draws the same faults. */
export async function startUnreliableLine(options: UnreliableLineOptions): Promise<UnreliableLine> {
  const random = createRandom(options.seed)
  const happened: LineFault[] = []
  const open = new Set<Socket>()
  let healed = false
  const proxy = createServer(client => {
    const fault = healed ? null : drawFault(random, options.mayCorrupt)
    const stallMs = random.between(STALL_MS.low, STALL_MS.high)
    const server = connect(options.to.port, options.to.host)
    const cut = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      open.add(socket)
      socket.on('error', cut).on('close', () => {
        open.delete(socket)
        cut()
      })
    }
    const befall = (way: LineFault['way'], from: Socket, to: Socket) => {
      if (fault?.way !== way) return from.pipe(to)
      return passUntil(from, to, fault, stallMs, cut, () => happened.push(fault))
    }
    befall('to-server', client, server)
    befall('to-client', server, client)
  })
  await listenAnywhere(proxy)
  return {
    port: portOf(proxy),
    faults: () => happened,
    heal() {
      healed = true
    },
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise(resolve => proxy.close(resolve))
    },
  }
}

function drawFault(random: SeededRandom, mayCorrupt: boolean): LineFault {
  const way = random.chance(0.5) ? 'to-server' : 'to-client'
  const { low, high } = REACH[way]
  const kinds = ['cut', 'cut', 'stall', 'stall-and-cut'] as const
  const what = random.pick(mayCorrupt ? ([...kinds, 'corrupt'] as const) : kinds)
  return { what, way, afterBytes: random.spread(low, high) }
}

/** Passes bytes on until the fault, and those after it where the line lives on. */
function passUntil(
  from: Socket,
  to: Socket,
  { what, afterBytes }: LineFault,
  stallMs: number,
  cut: () => void,
  note: () => void,
): void {
  let left = afterBytes
  from.on('data', data => {
    if (data.length <= left) {
      left -= data.length
      to.write(data)
      return
    }
    const at = left
    left = Number.POSITIVE_INFINITY
    note()
    if (what === 'corrupt') {
      const damaged = Buffer.from(data)
      damaged[at] = (damaged[at] ?? 0) ^ 0x55
      to.write(damaged)
      return
    }
    to.write(data.subarray(0, at), () => {
      if (what === 'cut') cut()
    })
    if (what === 'cut') return
    from.pause()
    setTimeout(() => {
      if (what === 'stall-and-cut') cut()
      else {
        to.write(data.subarray(at))
        from.resume()
      }
    }, stallMs)
  })
  from.on('end', () => to.end())
}
