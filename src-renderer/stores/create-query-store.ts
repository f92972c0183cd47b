import { useEffect, useMemo } from 'react'
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'
import { bridge, CallError, call } from '../bridge/bridge.ts'

export type QueryState<N extends ProcedureName> = {
  /** What `data` answers; null before the first question. */
  readonly key: string | null
  readonly data: OutputOf<N> | null
  readonly error: CallError | null
  readonly loading: boolean
}

type QueryStore<N extends ProcedureName> = {
  readonly useState: UseBoundStore<StoreApi<QueryState<N>>>
  watch(input: InputOf<N>): () => void
  refresh(): void
}

/**
 * A store for what one procedure answers. While somebody watches, it asks again whenever an event says that the
 * answer may have changed and whenever the line comes back; late answers to earlier questions are dropped.
 */
export function createQueryStore<N extends ProcedureName>(
  name: N,
  isStale: (event: AnyEvent, input: InputOf<N>) => boolean,
): QueryStore<N> {
  const useState = create<QueryState<N>>(() => ({ key: null, data: null, error: null, loading: false }))
  let watched: { readonly input: InputOf<N>; readonly key: string } | null = null
  let watchers = 0
  let asking = false
  let askAgain = false

  const refresh = async () => {
    if (!watched || watchers === 0) return
    if (asking) {
      askAgain = true
      return
    }
    const { input, key } = watched
    asking = true
    useState.setState(state => ({ ...state, loading: true }))
    try {
      const data = await call(name, input)
      if (watched.key === key) useState.setState({ key, data, error: null, loading: false })
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      if (watched.key === key) useState.setState(state => ({ ...state, key, error, loading: false }))
    } finally {
      asking = false
    }
    if (askAgain || watched.key !== key) {
      askAgain = false
      void refresh()
    }
  }

  bridge.on(event => {
    if (watched && isStale(event, watched.input)) void refresh()
  })
  let wasLost = false
  bridge.onState(state => {
    if (state === 'open' && wasLost) void refresh()
    wasLost = state === 'lost'
  })

  return {
    useState,
    refresh: () => void refresh(),
    watch(input) {
      const key = JSON.stringify(input)
      watchers += 1
      if (watched?.key !== key) useState.setState({ key: null, data: null, error: null, loading: true })
      watched = { input, key }
      void refresh()
      return () => {
        watchers -= 1
      }
    },
  }
}

export type QueryResult<N extends ProcedureName> = QueryState<N> & { readonly refresh: () => void }

/** Watches the answer to `input` for as long as the component is shown. */
export function useQuery<N extends ProcedureName>(store: QueryStore<N>, input: InputOf<N>): QueryResult<N> {
  const state = store.useState()
  const key = JSON.stringify(input)
  useEffect(() => store.watch(JSON.parse(key) as InputOf<N>), [store, key])
  const { refresh } = store
  return useMemo(
    () => (state.key === key ? { ...state, refresh } : { key: null, data: null, error: null, loading: true, refresh }),
    [state, key, refresh],
  )
}
