/**
 * Who reads mail beside others and who reads alone, over all inboxes of this process: of a message that is read alone
 * when the process dies it is known that it was the cause, or that nothing was.
 */
export interface Solitude {
  /** Beside others of its kind, once nobody reads or waits to read alone. */
  besideOthers<T>(work: () => Promise<T>): Promise<T>
  /** Once nobody else reads; whoever comes later waits. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

export function createSolitude(): Solitude {
  let lastAlone: Promise<unknown> = Promise.resolve()
  let reading = new Set<Promise<unknown>>()

  return {
    besideOthers(work) {
      const turn = lastAlone.then(work)
      const settled = whenSettled(turn)
      reading.add(settled)
      const place = reading
      settled.then(() => place.delete(settled))
      return turn
    },
    alone(work) {
      const before = Promise.all([lastAlone, ...reading])
      const turn = before.then(work)
      lastAlone = whenSettled(turn)
      reading = new Set()
      return turn
    },
  }
}

function whenSettled(turn: Promise<unknown>): Promise<unknown> {
  return turn.catch(() => undefined)
}
