import { timerMs } from '../../wait.ts'
import { type CallLimits, CallLine } from './call-line.ts'

/** Where one page brings its calls. */
export type CallDoor = {
  /** False when too much waits already; the job is not taken then. */
  add(run: () => Promise<void>, sizeBytes: number): boolean
  /** To be called when `isReady` may have become true. */
  wake(): void
  close(): void
}

/** Other work of the process gets its turn after so long. */
const SLICE_MS = 8

/**
 * Starts the calls of all pages in turn, one of each: a page that asks without end waits for itself, and keeps nobody
 * else waiting for more than one of its calls. A burst passes at once; what comes faster for long is spread over time.
 */
export class FairCalls {
  readonly #lines: CallLine[] = []
  #next = 0
  #pump: NodeJS.Immediate | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly #limits: CallLimits

  constructor(limits: CallLimits) {
    this.#limits = limits
  }

  /** `isReady` is false while the page does not read its answers. */
  open(isReady: () => boolean): CallDoor {
    const line = new CallLine(this.#limits, isReady)
    this.#lines.push(line)
    return {
      add: (run, sizeBytes) => {
        if (!line.add({ run, sizeBytes })) return false
        this.#soon()
        return true
      },
      wake: () => this.#soon(),
      close: () => {
        line.clear()
        const at = this.#lines.indexOf(line)
        if (at !== -1) this.#lines.splice(at, 1)
      },
    }
  }

  #soon(): void {
    this.#pump ??= setImmediate(() => {
      this.#pump = null
      this.#startJobs()
    })
  }

  #startJobs(): void {
    const startedAt = performance.now()
    let idle = 0
    while (idle < this.#lines.length) {
      if (performance.now() - startedAt > SLICE_MS) {
        this.#soon()
        return
      }
      this.#next = (this.#next + 1) % this.#lines.length
      const job = this.#lines[this.#next]?.start(() => this.#soon())
      idle = job ? 0 : idle + 1
    }
    this.#wakeForTokens()
  }

  #wakeForTokens(): void {
    const waits = this.#lines.map(line => line.msToToken()).filter(ms => ms !== null)
    if (waits.length === 0 || this.#timer !== null) return
    this.#timer = setTimeout(
      () => {
        this.#timer = null
        this.#soon()
      },
      timerMs(Math.max(1, Math.min(...waits))),
    )
  }
}
