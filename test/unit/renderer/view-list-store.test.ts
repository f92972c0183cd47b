import { beforeEach, describe, expect, test, vi } from 'vitest'

/** The wire as the stores see it: what they listen to, and the one kind of error they expect. */
const wire = vi.hoisted(() => ({
  listeners: new Set<(event: unknown) => void>(),
  gapListeners: new Set<() => void>(),
}))
vi.mock('../../../src-renderer/bridge/bridge.ts', () => {
  class CallError extends Error {
    readonly code: string
    constructor({ code, message }: { code: string; message: string }) {
      super(message)
      this.code = code
    }
  }
  const bridge = {
    on: (listener: (event: unknown) => void) => wire.listeners.add(listener),
    onGap: (listener: () => void) => wire.gapListeners.add(listener),
  }
  return { bridge, CallError }
})

const { createViewList } = await import('../../../src-renderer/stores/view-list-store.ts')
const { CallError } = await import('../../../src-renderer/bridge/bridge.ts')

type Row = { readonly id: string; readonly text: string }
type Query = { readonly search: string }
type Opened = { viewId: string; total: number; revision: number; rows: (Row | null)[] }

/** A list of `size` rows in memory that is asked as the engine is; answers come when the test lets them. */
function makeList(size: number) {
  const world = { size, opened: 0, closed: [] as string[], asked: [] as number[], arrived: 0, left: 0, text: 'a' }
  const read = (from: number, count: number): (Row | null)[] => {
    const length = Math.max(0, Math.min(count, world.size - from))
    return Array.from({ length }, (_, at) => ({ id: `m${from + at}`, text: world.text }))
  }
  const source = {
    open: vi.fn(async (_query: Query, first: number): Promise<Opened> => {
      world.opened += 1
      return { viewId: `v${world.opened}`, total: world.size, revision: world.opened, rows: read(0, first) }
    }),
    rows: vi.fn(async (_viewId: string, from: number, count: number): Promise<(Row | null)[]> => {
      world.asked.push(from)
      return read(from, count)
    }),
    news: vi.fn(async () => ({ revision: world.opened, arrived: world.arrived, left: world.left })),
    close: vi.fn(async (viewId: string) => {
      world.closed.push(viewId)
    }),
    isStale: () => true,
  }
  const list = createViewList<Row, Query>(source, { search: '' })
  return { world, source, list }
}

const settled = () => vi.advanceTimersByTimeAsync(0)
const something = { name: 'messages.changed', data: { inboxId: null } }
const happens = async () => {
  for (const listener of wire.listeners) listener(something)
  await vi.advanceTimersByTimeAsync(1_000)
}

beforeEach(() => {
  vi.useFakeTimers()
  wire.listeners.clear()
  wire.gapListeners.clear()
})

describe('a long list', () => {
  test('opens when it is watched, with its first rows', async () => {
    const { list } = makeList(100_000)
    expect(list.useState.getState().total).toBeNull()
    list.watch()
    await settled()
    expect(list.useState.getState().total).toBe(100_000)
    expect(list.rowAt(99)?.id).toBe('m99')
    expect(list.rowAt(100)).toBeUndefined()
  })

  test('may be opened before anybody sees it, once, and its first rows come with it', async () => {
    const { list, source, world } = makeList(100_000)
    list.openAhead()
    list.watch()
    await settled()
    expect(source.open).toHaveBeenCalledTimes(1)
    expect(world.asked).toEqual([])
    expect(list.rowAt(0)?.id).toBe('m0')
  })

  test('reads the blocks around what is shown, each once', async () => {
    const { list, world } = makeList(100_000)
    list.watch()
    await settled()
    list.ensure(5_010, 5_040)
    list.ensure(5_011, 5_041)
    await settled()
    expect(world.asked).toEqual([4_900, 5_000, 5_100])
    expect(list.rowAt(5_040)?.id).toBe('m5040')
  })

  test('forgets blocks of long ago, so that its memory stays small', async () => {
    const { list } = makeList(100_000)
    list.watch()
    await settled()
    for (let from = 0; from < 90_000; from += 300) {
      list.ensure(from, from + 40)
      await settled()
    }
    expect(list.useState.getState().blocks.size).toBeLessThanOrEqual(60)
    expect(list.rowAt(89_700)?.id).toBe('m89700')
  })

  test('keeps its old rows until those of a new filter are there', async () => {
    const { list, source } = makeList(300)
    list.watch()
    await settled()
    let answer = (_view: Opened) => {}
    source.open.mockImplementationOnce(() => new Promise(resolve => (answer = resolve)))
    list.ask({ search: 'printer' })
    await settled()
    expect(list.rowAt(0)?.id).toBe('m0')
    answer({ viewId: 'v9', total: 2, revision: 9, rows: [] })
    await settled()
    expect(list.useState.getState()).toMatchObject({ viewId: 'v9', total: 2, jumps: 1, active: -1 })
  })

  test('drops the late answer to an earlier question and closes its view', async () => {
    const { list, source, world } = makeList(300)
    list.watch()
    await settled()
    let late = (_view: Opened) => {}
    source.open.mockImplementationOnce(() => new Promise(resolve => (late = resolve)))
    list.ask({ search: 'p' })
    list.ask({ search: 'pr' })
    await settled()
    late({ viewId: 'late', total: 7, revision: 1, rows: [] })
    await settled()
    expect(list.useState.getState()).toMatchObject({ query: { search: 'pr' }, total: 300 })
    expect(world.closed).toContain('late')
  })

  test('asked the same again does nothing', async () => {
    const { list, source } = makeList(3)
    list.watch()
    await settled()
    list.ask({ search: '' })
    expect(source.open).toHaveBeenCalledTimes(1)
  })
})

describe('while mail comes in', () => {
  test('a list that is read is left as it is, and says how many are new', async () => {
    const { list, world, source } = makeList(300)
    list.watch()
    await settled()
    list.rememberScroll(900)
    world.arrived = 3
    await happens()
    expect(list.useState.getState()).toMatchObject({ viewId: 'v1', arrived: 3 })
    list.refresh(true)
    await settled()
    expect(list.useState.getState()).toMatchObject({ viewId: 'v2', arrived: 0 })
    expect(source.open).toHaveBeenCalledTimes(2)
  })

  test('a list at its top with nothing chosen takes the new rows at once', async () => {
    const { list, world } = makeList(300)
    list.watch()
    await settled()
    world.arrived = 1
    await happens()
    expect(list.useState.getState()).toMatchObject({ viewId: 'v2', arrived: 0 })
  })

  test('rows that are shown are read again in place', async () => {
    const { list, world } = makeList(300)
    list.watch()
    await settled()
    list.ensure(0, 20)
    await settled()
    world.text = 'b'
    await happens()
    expect(list.rowAt(0)?.text).toBe('b')
    expect(list.useState.getState().viewId).toBe('v1')
  })

  test('many events in a row are looked at once', async () => {
    const { list, source } = makeList(300)
    list.watch()
    await settled()
    for (let each = 0; each < 50; each += 1) for (const listener of wire.listeners) listener(something)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(source.news).toHaveBeenCalledTimes(1)
  })

  test('a list that nobody sees asks for nothing, and looks again when it is shown', async () => {
    const { list, source } = makeList(300)
    const leave = list.watch()
    await settled()
    leave()
    await happens()
    expect(source.news).not.toHaveBeenCalled()
    list.watch()
    await settled()
    expect(source.news).toHaveBeenCalledTimes(1)
  })
})

describe('when something fails', () => {
  test('a view that the engine closed is opened again without a word', async () => {
    const { list, source } = makeList(300)
    list.watch()
    await settled()
    source.rows.mockRejectedValueOnce(new CallError({ code: 'not-found', message: 'This view is closed.' }))
    list.ensure(150, 180)
    await settled()
    expect(list.useState.getState()).toMatchObject({ viewId: 'v2', error: null })
  })

  test('a list that cannot be opened says why, and opens when it is tried again', async () => {
    const { list, source } = makeList(300)
    source.open.mockRejectedValueOnce(new CallError({ code: 'internal', message: 'The disk is full.' }))
    list.watch()
    await settled()
    expect(list.useState.getState()).toMatchObject({ total: null, error: { message: 'The disk is full.' } })
    list.refresh()
    await settled()
    expect(list.useState.getState()).toMatchObject({ total: 300, error: null })
  })

  test('a list whose inbox was removed says so and is not tried for ever', async () => {
    const { list, source } = makeList(300)
    list.watch()
    await settled()
    source.open.mockRejectedValue(new CallError({ code: 'not-found', message: 'There is no inbox 3.' }))
    list.refresh()
    await settled()
    expect(list.useState.getState()).toMatchObject({ total: 300, error: { message: 'There is no inbox 3.' } })
    expect(source.open).toHaveBeenCalledTimes(2)
  })

  test('after events were missed the list is read anew', async () => {
    const { list } = makeList(300)
    list.watch()
    await settled()
    for (const listener of wire.gapListeners) listener()
    await settled()
    expect(list.useState.getState().viewId).toBe('v2')
  })
})
