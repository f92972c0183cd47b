import type { WebSocket } from 'ws'
import type { ServiceLimits } from './limits.ts'

/**
 * What all pages have sent and wait to be answered for. A page that holds too much is not read from until it holds less;
 * nor is one that sends while all together hold too much. Its browser keeps the rest: nothing is lost.
 */
export class HeldBytes {
  readonly #limits: Pick<ServiceLimits, 'bytesHeld' | 'bytesHeldOfAll'>
  readonly #held = new Map<WebSocket, number>()
  #all = 0

  constructor(limits: Pick<ServiceLimits, 'bytesHeld' | 'bytesHeldOfAll'>) {
    this.#limits = limits
  }

  take(page: WebSocket, bytes: number): void {
    this.#add(page, bytes)
    if (this.#isTooMuch(page)) page.pause()
  }

  release(page: WebSocket, bytes: number): void {
    if (!this.#held.has(page)) return
    this.#add(page, -bytes)
    for (const paused of this.#held.keys()) if (paused.isPaused && !this.#isTooMuch(paused)) paused.resume()
  }

  /** A page that has gone; what still runs for it ends soon. */
  forget(page: WebSocket): void {
    this.#add(page, -this.#of(page))
    this.#held.delete(page)
    for (const paused of this.#held.keys()) if (paused.isPaused && !this.#isTooMuch(paused)) paused.resume()
  }

  #add(page: WebSocket, bytes: number): void {
    this.#held.set(page, this.#of(page) + bytes)
    this.#all += bytes
  }

  #of(page: WebSocket): number {
    return this.#held.get(page) ?? 0
  }

  /** A page that holds nothing is always read from: else those that wait for all could wait for each other. */
  #isTooMuch(page: WebSocket): boolean {
    const own = this.#of(page)
    return own >= this.#limits.bytesHeld || (own > 0 && this.#all >= this.#limits.bytesHeldOfAll)
  }
}
