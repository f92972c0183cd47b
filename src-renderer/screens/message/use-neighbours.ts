import { useEffect, useState } from 'react'
import { CallError, call } from '../../bridge/bridge.ts'
import { addressOf } from '../../navigation.ts'
import { useReadingList } from './reading-list.ts'

export type Neighbours = {
  /** From 1. */
  readonly at: number
  readonly total: number
  /** Null: there is none; undefined: not known yet. */
  readonly previousId: string | null | undefined
  readonly nextId: string | null | undefined
}

/** Where a message stands in the list it was opened from; null when it was opened from elsewhere. */
export function useNeighbours(id: string): Neighbours | null {
  const list = useReadingList(state => state.list)
  const [neighbours, setNeighbours] = useState<Neighbours | null>(() => expected(id))
  useEffect(() => {
    const state = list?.useState.getState()
    if (!list || !state || state.viewId === null) return
    const { viewId, total } = state
    let current = true
    const find = async () => {
      const { at } = await call('messages.locate', { viewId, id })
      if (at === null || !current) return
      const from = Math.max(0, at - 1)
      const { rows } = await call('messages.rows', { viewId, from, count: 3 })
      if (!current) return
      // The list comes back with the message in sight that was read last.
      list.activate(at)
      setNeighbours({
        at: at + 1,
        total: total ?? at + 1,
        previousId: at === 0 ? null : (rows[0]?.id ?? null),
        nextId: rows[at - from + 1]?.id ?? null,
      })
    }
    find().catch((error: unknown) => {
      // The view was closed meanwhile: the message is there all the same, only its neighbours are not known.
      if (!(error instanceof CallError)) throw error
    })
    return () => {
      current = false
    }
  }, [list, id])
  return neighbours
}

function expected(id: string): Neighbours | null {
  const { going } = useReadingList.getState()
  return going?.id === id ? { at: going.at, total: going.total, previousId: undefined, nextId: undefined } : null
}

/** To another message in place of this one: Back, and Esc, still lead to the list. */
export function goToNeighbour({ at, total, previousId, nextId }: Neighbours, step: 1 | -1): void {
  const id = step === 1 ? nextId : previousId
  if (!id) return
  useReadingList.setState({ going: { id, at: at + step, total } })
  location.replace(addressOf.message(id))
}
