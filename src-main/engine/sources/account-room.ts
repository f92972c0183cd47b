import type { Clock } from '../ports.ts'

/** The connections of one account on one server: those that do something, and those that wait for mail. */
export interface AccountRoom {
  /** Waits for its turn, first come, first served. Gives what ends it. An aborted signal lets it in at once. */
  enter(signal: AbortSignal): Promise<() => void>
  /** A place to wait for mail, when there is room for one; null when the signal aborts before. */
  waitThere(signal: AbortSignal): Promise<WaitingPlace | null>
  /**
   * The server has refused one more: from now on, and for an hour, there are as many as there were without it, and
   * lines that wait for mail give way. True when that leaves room for a further try.
   */
  obey(): boolean
}

export type WaitingPlace = {
  /** Aborts when the place is needed. */
  readonly givesWay: AbortSignal
  leave(): void
}

/** Courier lets in 4 from one address, Yahoo 5, Dovecot 10; people and their telephones want some of them, too. */
const MOST_CONNECTIONS = 3
/** Other programs on the mailbox come and go. */
const OBEYED_MS = 3_600_000

export function createAccountRoom(clock: Clock): AccountRoom {
  const turns: (() => void)[] = []
  const hopes: (() => void)[] = []
  const waiting = new Set<AbortController>()
  let working = 0
  let lowered = { to: MOST_CONNECTIONS, until: 0 }

  const limit = (): number => (clock.now() < lowered.until ? lowered.to : MOST_CONNECTIONS)
  const isFull = (): boolean => working + waiting.size >= limit()
  /** One place is always left for what does something. */
  const mayWait = (): boolean => !isFull() && waiting.size < limit() - 1 && turns.length === 0

  function letIn(): void {
    while (turns.length > 0 && !isFull()) turns.shift()?.()
    while (hopes.length > 0 && mayWait()) hopes.shift()?.()
  }

  return {
    enter(signal) {
      return new Promise(resolve => {
        const begin = () => {
          signal.removeEventListener('abort', giveUp)
          working += 1
          resolve(
            once(() => {
              working -= 1
              letIn()
            }),
          )
        }
        const giveUp = () => {
          remove(turns, begin)
          // What follows ends at once by the same signal.
          begin()
        }
        signal.addEventListener('abort', giveUp, { once: true })
        if (signal.aborted) return giveUp()
        turns.push(begin)
        letIn()
      })
    },
    waitThere(signal) {
      return new Promise(resolve => {
        const begin = () => {
          signal.removeEventListener('abort', giveUp)
          const place = new AbortController()
          waiting.add(place)
          const leave = () => {
            waiting.delete(place)
            letIn()
          }
          resolve({ givesWay: place.signal, leave: once(leave) })
        }
        const giveUp = () => {
          remove(hopes, begin)
          resolve(null)
        }
        signal.addEventListener('abort', giveUp, { once: true })
        if (signal.aborted) return giveUp()
        hopes.push(begin)
        letIn()
      })
    },
    obey() {
      const others = working + waiting.size - 1
      lowered = { to: Math.max(1, Math.min(others, limit())), until: clock.now() + OBEYED_MS }
      for (const place of [...waiting].slice(lowered.to - 1)) place.abort()
      return others > 0
    },
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}

function remove<Item>(list: Item[], item: Item): void {
  const at = list.indexOf(item)
  if (at !== -1) list.splice(at, 1)
}
