import { useCallback, useEffect, useMemo } from 'react'
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'
import { bridge, CallError, call } from '../bridge/bridge.ts'

/** Answers that nobody watches any more and that are kept, so that going back shows them at once. */
const MOST_KEPT = 20
/** Between two askings because of events: at least this, and so many times what the last answer took. */
const LEAST_REST_MS = 400
const REST_TIMES = 4

export type QueryState<N extends ProcedureName> = {
  readonly data: OutputOf<N> | null
  /** Why the last asking failed; `data` is then what was known before. */
  readonly error: CallError | null
  /** Nothing is known yet, and it is asked for. */
  readonly loading: boolean
}
type States<N extends ProcedureName> = ReadonlyMap<string, QueryState<N>>

/** One input that is, or was, watched. */
type Question<N extends ProcedureName> = {
  readonly key: string
  readonly input: InputOf<N>
  watchers: number
  asking: boolean
  askAgain: boolean
  /** No asking because of events before then; as `performance.now()` counts. */
  restUntil: number
  timer: ReturnType<typeof setTimeout> | null
}

type QueryStore<N extends ProcedureName> = {
  /** By input, as JSON. */
  readonly useState: UseBoundStore<StoreApi<States<N>>>
  /** Asks, and asks again as told below; returns how to stop. */
  watch(input: InputOf<N>): () => void
  /** Asks again for what is watched: one input, or all. */
  refresh(input?: InputOf<N>): void
}

/**
 * A store for what one procedure answers, to any number of inputs at a time. While an answer is watched, it is asked
 * for again whenever an event says that it may have changed, and whenever events may have been missed.
 */
export function createQueryStore<N extends ProcedureName>(
  name: N,
  isStale: (event: AnyEvent, input: InputOf<N>) => boolean,
): QueryStore<N> {
  const useState = create<States<N>>(() => new Map())
  const questions = new Map<string, Question<N>>()

  const change = (key: string, changes: Partial<QueryState<N>>) => {
    if (!questions.has(key)) return
    const before = useState.getState().get(key) ?? NOTHING_YET
    const after = { ...before, ...changes }
    // The same answer again: whoever shows it need not be drawn again.
    const isSame = after.error === before.error && after.loading === before.loading
    if (isSame && JSON.stringify(after.data) === JSON.stringify(before.data)) return
    useState.setState(new Map(useState.getState()).set(key, after), true)
  }

  const ask = async (question: Question<N>) => {
    if (question.watchers === 0) return
    if (question.asking) {
      question.askAgain = true
      return
    }
    question.asking = true
    const askedAt = performance.now()
    if (!useState.getState().get(question.key)?.data) change(question.key, { loading: true })
    try {
      change(question.key, { data: await call(name, question.input), error: null, loading: false })
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      change(question.key, { error, loading: false })
    } finally {
      question.asking = false
      const now = performance.now()
      question.restUntil = now + Math.max(LEAST_REST_MS, REST_TIMES * (now - askedAt))
    }
    if (!question.askAgain) return
    question.askAgain = false
    askSoon(question)
  }

  /** While much happens, an answer that costs much is asked for less often: the engine has mail to read. */
  const askSoon = (question: Question<N>) => {
    if (question.timer !== null) return
    const restMs = question.restUntil - performance.now()
    if (restMs <= 0) return void ask(question)
    question.timer = setTimeout(() => {
      question.timer = null
      void ask(question)
    }, restMs)
  }

  const forgetOld = () => {
    const unwatched = [...questions.values()].filter(({ watchers }) => watchers === 0)
    const tooMany = unwatched.slice(0, Math.max(0, unwatched.length - MOST_KEPT))
    if (tooMany.length === 0) return
    const states = new Map(useState.getState())
    for (const { key } of tooMany) {
      questions.delete(key)
      states.delete(key)
    }
    useState.setState(states, true)
  }

  bridge.on(event => {
    for (const question of questions.values()) if (isStale(event, question.input)) askSoon(question)
  })
  bridge.onGap(() => {
    for (const question of questions.values()) void ask(question)
  })

  return {
    useState,
    refresh(input) {
      const key = input === undefined ? null : JSON.stringify(input)
      for (const question of questions.values()) if (key === null || question.key === key) void ask(question)
    },
    watch(input) {
      const key = JSON.stringify(input)
      const question = questions.get(key) ?? {
        key,
        input,
        watchers: 0,
        asking: false,
        askAgain: false,
        restUntil: 0,
        timer: null,
      }
      // Put last: the order is that of their use.
      questions.delete(key)
      questions.set(key, question)
      question.watchers += 1
      // An answer that is on its way serves both.
      if (!question.asking) void ask(question)
      return () => {
        question.watchers -= 1
        forgetOld()
      }
    },
  }
}

const NOTHING_YET = { data: null, error: null, loading: true } as const

export type QueryResult<N extends ProcedureName> = QueryState<N> & { readonly refresh: () => void }

/** Watches the answer to `input` for as long as the component is shown. */
export function useQuery<N extends ProcedureName>(store: QueryStore<N>, input: InputOf<N>): QueryResult<N> {
  const key = JSON.stringify(input)
  const state: QueryState<N> = store.useState(states => states.get(key)) ?? NOTHING_YET
  useEffect(() => store.watch(JSON.parse(key) as InputOf<N>), [store, key])
  const refresh = useCallback(() => store.refresh(JSON.parse(key) as InputOf<N>), [store, key])
  return useMemo(() => ({ ...state, refresh }), [state, refresh])
}
