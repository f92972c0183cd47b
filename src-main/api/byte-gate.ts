import { AppError } from '../engine/errors.ts'

export type GateLimits = {
  readonly callsAtOnce: number
  /** Of the calls that run; one that is larger runs alone. */
  readonly bytesAtOnce: number
  /** Of the calls that wait, of one client and of all. */
  readonly callsWaiting: number
  readonly bytesWaiting: number
  readonly bytesWaitingOfAll: number
}

type Weight = { readonly bytes: number; readonly bytesWaiting: number }
type Waiting = Weight & { readonly start: () => void }

/**
 * Lets calls that hold much memory run a few at a time. The others wait in a line for each client, served in turn; what
 * would wait beyond the bounds is refused in words.
 */
export class ByteGate {
  readonly #limits: GateLimits
  /** In the order of their next turn. */
  readonly #lines = new Map<object, Waiting[]>()
  #running = 0
  #runningBytes = 0
  #waitingBytes = 0

  constructor(limits: GateLimits) {
    this.#limits = limits
  }

  /** Throws AppError `conflict` when too much waits already. */
  async run<T>(client: object, weight: Weight, job: () => Promise<T>): Promise<T> {
    const { bytes } = weight
    if (this.#lines.size > 0 || !this.#hasRoomFor(bytes)) await this.#turn(client, weight)
    else this.#enter(bytes)
    try {
      return await job()
    } finally {
      this.#running -= 1
      this.#runningBytes -= bytes
      this.#startNext()
    }
  }

  #turn(client: object, { bytes, bytesWaiting: held }: Weight): Promise<void> {
    const { callsWaiting, bytesWaiting, bytesWaitingOfAll } = this.#limits
    const line = this.#lines.get(client) ?? []
    const own = line.reduce((sum, waiting) => sum + waiting.bytesWaiting, 0)
    if (line.length >= callsWaiting || own + held > bytesWaiting || this.#waitingBytes + held > bytesWaitingOfAll) {
      throw new AppError(
        'conflict',
        `Too much at once: calls with ${megabytes(this.#waitingBytes)} wait already, ${megabytes(own)} of them yours. Ask again when some are answered.`,
        { retry: true },
      )
    }
    return new Promise(resolve => {
      line.push({ bytes, bytesWaiting: held, start: resolve })
      this.#lines.set(client, line)
      this.#waitingBytes += held
    })
  }

  /** The client that was served goes behind the others. A large call at the head is waited for, never passed over. */
  #startNext(): void {
    for (;;) {
      const [first] = this.#lines
      if (!first) return
      const [client, line] = first
      const [next] = line
      if (!next || !this.#hasRoomFor(next.bytes)) return
      line.shift()
      this.#lines.delete(client)
      if (line.length > 0) this.#lines.set(client, line)
      this.#waitingBytes -= next.bytesWaiting
      this.#enter(next.bytes)
      next.start()
    }
  }

  #enter(bytes: number): void {
    this.#running += 1
    this.#runningBytes += bytes
  }

  #hasRoomFor(bytes: number): boolean {
    const { callsAtOnce, bytesAtOnce } = this.#limits
    return this.#running === 0 || (this.#running < callsAtOnce && this.#runningBytes + bytes <= bytesAtOnce)
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`
}
