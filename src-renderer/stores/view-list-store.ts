import { create, type StoreApi, type UseBoundStore } from 'zustand'
import { bridge, CallError } from '../bridge/bridge.ts'
import { type Chosen, NOTHING_CHOSEN, type ViewSource } from './view-source.ts'

/** Rows are asked for in blocks of this size. */
export const BLOCK_ROWS = 100
/** Blocks kept in memory: enough for a long scroll back, a few megabytes at most. */
const MOST_BLOCKS = 60
/** Two askings of the engine about changes stand at least this far apart. */
const LOOK_AGAIN_MS = 500

export type ViewListState<Row, Query> = {
  readonly query: Query
  readonly viewId: string | null
  /** Null until the view was opened for the first time. */
  readonly total: number | null
  readonly blocks: ReadonlyMap<number, readonly (Row | null)[]>
  readonly opening: boolean
  readonly error: CallError | null
  /** Rows that a view opened now would have and this one has not; and that it would not have any more. */
  readonly arrived: number
  readonly left: number
  readonly chosen: Chosen
  /** Row number of the row that the keyboard is on; -1 for none. */
  readonly active: number
  /** Rises when the list shall jump to its top. */
  readonly jumps: number
}

export type ViewList<Row extends { readonly id: string }, Query> = {
  readonly useState: UseBoundStore<StoreApi<ViewListState<Row, Query>>>
  /** Another filter or sort: back to the top, nothing chosen. */
  ask(query: Query): void
  /** Opens the view anew where the list stands; `toTop` shows what came in. */
  refresh(toTop?: boolean): void
  /** Loads the rows from..to (both included) if they are not there. */
  ensure(from: number, to: number): void
  rowAt(index: number): Row | null | undefined
  choose(chosen: Chosen): void
  activate(index: number): void
  /** Pixels; kept so that the list is found again as it was left. Not part of the state: it changes with every frame. */
  scrollTop(): number
  rememberScroll(scrollTop: number): void
  /** Opens the view if it is not open yet: the page that shows it takes a while to be drawn. */
  openAhead(): void
  /** Follows events while shown; returns how to stop. */
  watch(): () => void
}

/** One long list: opens its view, keeps the blocks around what is shown, and stays true to what happens meanwhile. */
export function createViewList<Row extends { readonly id: string }, Query>(
  source: ViewSource<Row, Query>,
  query: Query,
): ViewList<Row, Query> {
  const useState = create<ViewListState<Row, Query>>(() => ({
    query,
    viewId: null,
    total: null,
    blocks: new Map(),
    opening: false,
    error: null,
    arrived: 0,
    left: 0,
    chosen: NOTHING_CHOSEN,
    active: -1,
    jumps: 0,
  }))
  const { getState, setState } = useState
  const loading = new Set<string>()
  let shown = { from: 0, to: 0 }
  let scrollTop = 0
  let opening = 0
  let watchers = 0
  let lookTimer: ReturnType<typeof setTimeout> | null = null

  const fail = (error: unknown) => {
    if (!(error instanceof CallError)) throw error
    // The engine closed the view meanwhile (idle, or it was restarted): open it again, nobody needs to know.
    if (error.code === 'not-found' && getState().viewId !== null) return open(false)
    setState({ error, opening: false })
  }

  const open = (toTop: boolean) => {
    opening += 1
    if (toTop) scrollTop = 0
    const mine = opening
    const before = getState().viewId
    setState({ opening: true })
    const from = toTop ? 0 : Math.floor(shown.from / BLOCK_ROWS)
    const to = toTop ? 0 : Math.floor(shown.to / BLOCK_ROWS)
    const read = async () => {
      const { rows: top, ...view } = await source.open(getState().query, from === 0 ? BLOCK_ROWS : 0)
      const first = Math.min(from, Math.max(0, Math.ceil(view.total / BLOCK_ROWS) - 1))
      const asked: number[] = []
      for (let block = first; block <= Math.min(Math.max(to, first), first + 2); block += 1) asked.push(block)
      // The first rows come with the view: the old ones stay until then, so that nothing flashes.
      const rows = await Promise.all(
        asked.map(block => {
          if (view.total === 0) return []
          if (block === 0 && from === 0) return top
          return source.rows(view.viewId, block * BLOCK_ROWS, BLOCK_ROWS)
        }),
      )
      if (mine !== opening) return void source.close(view.viewId).catch(() => {})
      if (before !== null) void source.close(before).catch(() => {})
      setState(state => ({
        viewId: view.viewId,
        total: view.total,
        blocks: new Map(asked.map((block, at) => [block, rows[at] ?? []])),
        opening: false,
        error: null,
        arrived: 0,
        left: 0,
        active: Math.min(toTop ? -1 : state.active, view.total - 1),
        ...(toTop && before !== null ? { jumps: state.jumps + 1 } : {}),
      }))
    }
    read().catch(error => {
      if (mine !== opening) return
      if (!(error instanceof CallError)) throw error
      // What cannot be opened (its inbox was removed) is not tried for ever.
      setState({ error, opening: false })
    })
  }

  const load = (block: number, again: boolean) => {
    const { viewId, blocks } = getState()
    const key = `${viewId} ${block}`
    if (viewId === null || loading.has(key) || (!again && blocks.has(block))) return
    loading.add(key)
    source
      .rows(viewId, block * BLOCK_ROWS, BLOCK_ROWS)
      .then(rows => {
        if (getState().viewId !== viewId) return
        setState(state => ({ blocks: withBlock(state.blocks, block, rows) }))
      })
      .catch(error => {
        if (getState().viewId === viewId) fail(error)
      })
      .finally(() => loading.delete(key))
  }

  const eachShownBlock = (visit: (block: number) => void, ahead = 0) => {
    const { total } = getState()
    const last = Math.floor((Math.max(total ?? 0, 1) - 1) / BLOCK_ROWS)
    const from = Math.max(0, Math.floor(shown.from / BLOCK_ROWS) - ahead)
    const to = Math.min(last, Math.floor(shown.to / BLOCK_ROWS) + ahead)
    for (let block = from; block <= to; block += 1) visit(block)
  }

  /** Rows that are shown are read again; whether others came or went is told, or done where nobody is disturbed. */
  const lookAgain = async () => {
    const { viewId, opening: busy } = getState()
    if (viewId === null || busy) return
    try {
      const { arrived, left } = await source.news(viewId)
      const state = getState()
      if (state.viewId !== viewId) return
      const undisturbed = scrollTop < 8 && state.chosen === NOTHING_CHOSEN && state.active <= 0
      if ((arrived > 0 || left > 0) && undisturbed) return open(false)
      setState({ arrived, left })
      eachShownBlock(block => load(block, true))
    } catch (error) {
      fail(error)
    }
  }

  const lookSoon = () => {
    if (watchers === 0 || lookTimer !== null) return
    lookTimer = setTimeout(() => {
      lookTimer = null
      void lookAgain()
    }, LOOK_AGAIN_MS)
  }

  bridge.on(event => {
    if (source.isStale(event)) lookSoon()
  })
  bridge.onGap(() => {
    if (watchers > 0) open(false)
  })

  return {
    useState,
    ask(next) {
      if (JSON.stringify(next) === JSON.stringify(getState().query)) return
      setState({ query: next, chosen: NOTHING_CHOSEN })
      open(true)
    },
    refresh: (toTop = false) => open(toTop),
    ensure(from, to) {
      shown = { from, to }
      eachShownBlock(block => load(block, false), 1)
    },
    rowAt(index) {
      const block = getState().blocks.get(Math.floor(index / BLOCK_ROWS))
      return block?.[index % BLOCK_ROWS]
    },
    choose: chosen => setState({ chosen: chosen.kind === 'some' && chosen.ids.size === 0 ? NOTHING_CHOSEN : chosen }),
    activate: active => setState({ active }),
    scrollTop: () => scrollTop,
    rememberScroll(top) {
      scrollTop = top
    },
    openAhead() {
      const { viewId, opening: busy } = getState()
      if (viewId === null && !busy) open(true)
    },
    watch() {
      watchers += 1
      this.openAhead()
      if (getState().viewId !== null) void lookAgain()
      return () => {
        watchers -= 1
      }
    },
  }
}

/** Insertion order is order of use: the block used longest ago goes first. */
function withBlock<Row>(
  blocks: ReadonlyMap<number, readonly (Row | null)[]>,
  block: number,
  rows: readonly (Row | null)[],
): ReadonlyMap<number, readonly (Row | null)[]> {
  const next = new Map(blocks)
  next.delete(block)
  next.set(block, rows)
  while (next.size > MOST_BLOCKS) next.delete(next.keys().next().value as number)
  return next
}
