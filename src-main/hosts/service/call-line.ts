import type { ServiceLimits } from './limits.ts'

export type CallLimits = Pick<
  ServiceLimits,
  'callsAtOnce' | 'callsPerSecond' | 'callsInBurst' | 'callsWaiting' | 'bytesWaiting'
>
type Job = { readonly run: () => Promise<void>; readonly sizeBytes: number }

/**
 * The calls of one page that wait, in their order, and the pace at which they may start: a burst at once, then a steady
 * rate.
 */
export class CallLine {
  readonly #limits: CallLimits
  readonly #isReady: () => boolean
  #jobs: Job[] = []
  #bytes = 0
  #running = 0
  #tokens: number
  #countedAt = performance.now()

  constructor(limits: CallLimits, isReady: () => boolean) {
    this.#limits = limits
    this.#isReady = isReady
    this.#tokens = limits.callsInBurst
  }

  /** False when too much waits already. */
  add(job: Job): boolean {
    const { callsWaiting, bytesWaiting } = this.#limits
    if (this.#jobs.length >= callsWaiting || this.#bytes + job.sizeBytes > bytesWaiting) return false
    this.#jobs.push(job)
    this.#bytes += job.sizeBytes
    return true
  }

  clear(): void {
    this.#jobs = []
    this.#bytes = 0
  }

  /** True when a job was started. */
  start(onEnd: () => void): boolean {
    if (!this.#mayStart() || this.#countTokens() < 1) return false
    const job = this.#jobs.shift()
    if (!job) return false
    this.#bytes -= job.sizeBytes
    this.#tokens -= 1
    this.#running += 1
    void job.run().finally(() => {
      this.#running -= 1
      onEnd()
    })
    return true
  }

  /** Null when it is not the pace that holds this line up. */
  msToToken(): number | null {
    if (!this.#mayStart()) return null
    return ((1 - this.#countTokens()) / this.#limits.callsPerSecond) * 1_000
  }

  #mayStart(): boolean {
    return this.#jobs.length > 0 && this.#running < this.#limits.callsAtOnce && this.#isReady()
  }

  #countTokens(): number {
    const now = performance.now()
    const { callsInBurst, callsPerSecond } = this.#limits
    this.#tokens = Math.min(callsInBurst, this.#tokens + ((now - this.#countedAt) * callsPerSecond) / 1_000)
    this.#countedAt = now
    return this.#tokens
  }
}
