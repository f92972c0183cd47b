import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

/** The wire as the stores see it: answers come when the test gives them. */
const wire = vi.hoisted(() => ({
  listeners: new Set<(event: unknown) => void>(),
  gapListeners: new Set<() => void>(),
  asked: [] as { readonly input: unknown; answer(data: unknown): void; refuse(error: unknown): void }[],
}))
vi.mock('../../../src-renderer/bridge/bridge.ts', () => {
  class CallError extends Error {}
  const bridge = {
    on: (listener: (event: unknown) => void) => wire.listeners.add(listener),
    onGap: (listener: () => void) => wire.gapListeners.add(listener),
  }
  const call = (_name: string, input: unknown) =>
    new Promise((answer, refuse) => wire.asked.push({ input, answer, refuse }))
  return { bridge, CallError, call }
})

const { createQueryStore } = await import('../../../src-renderer/stores/create-query-store.ts')
const { CallError } = await import('../../../src-renderer/bridge/bridge.ts')

function makeStore() {
  const store = createQueryStore(
    'tickets.get',
    (event, { id }) => event.name === 'ticket.changed' && event.data.id === id,
  )
  return { ...store, stateOf: (id: string) => store.useState.getState().get(JSON.stringify({ id })) }
}
const inputs = () => wire.asked.map(({ input }) => input)
/** Long enough for the rest between two askings. */
const settle = () => vi.advanceTimersByTimeAsync(60_000)
const answer = async (at: number, data: unknown) => {
  wire.asked[at]?.answer(data)
  await settle()
}
const happens = async (id: string) => {
  for (const listener of wire.listeners) listener({ name: 'ticket.changed', data: { id } })
  await vi.advanceTimersByTimeAsync(1)
}

afterEach(() => {
  vi.useRealTimers()
})
beforeEach(() => {
  vi.useFakeTimers()
  wire.listeners.clear()
  wire.gapListeners.clear()
  wire.asked.length = 0
})

describe('a store for what one procedure answers', () => {
  test('keeps several answers at a time apart', async () => {
    const { watch, stateOf } = makeStore()
    watch({ id: '1' })
    watch({ id: '2' })
    await answer(1, 'two')
    await answer(0, 'one')
    expect([stateOf('1')?.data, stateOf('2')?.data]).toEqual(['one', 'two'])
  })

  test('asks again for what an event is about, and for nothing else', async () => {
    const { watch } = makeStore()
    watch({ id: '1' })
    watch({ id: '2' })
    wire.asked[0]?.answer('one')
    await answer(1, 'two')
    await happens('2')
    expect(inputs().slice(2)).toEqual([{ id: '2' }])
  })

  test('asks again for everything when something may have been missed', async () => {
    const { watch } = makeStore()
    watch({ id: '1' })
    watch({ id: '2' })
    wire.asked[0]?.answer('one')
    await answer(1, 'two')
    for (const listener of wire.gapListeners) listener()
    expect(inputs().slice(2)).toEqual([{ id: '1' }, { id: '2' }])
  })

  test('asks once more, and only once, for all that happened while it waited', async () => {
    const { watch, stateOf } = makeStore()
    watch({ id: '1' })
    for (let times = 0; times < 5; times += 1) await happens('1')
    expect(wire.asked).toHaveLength(1)
    await answer(0, 'old')
    expect(wire.asked).toHaveLength(2)
    await answer(1, 'new')
    expect(wire.asked).toHaveLength(2)
    expect(stateOf('1')).toEqual({ data: 'new', error: null, loading: false })
  })

  test('asks nothing more once nobody watches, and shows the old answer when somebody does again', async () => {
    const { watch, stateOf } = makeStore()
    const stop = watch({ id: '1' })
    await answer(0, 'one')
    stop()
    await happens('1')
    expect(wire.asked).toHaveLength(1)
    watch({ id: '1' })
    expect(stateOf('1')).toEqual({ data: 'one', error: null, loading: false })
    expect(wire.asked).toHaveLength(2)
  })

  test('an answer that is as before draws nothing anew', async () => {
    const { watch, stateOf } = makeStore()
    watch({ id: '1' })
    await answer(0, { title: 'one' })
    const before = stateOf('1')
    await happens('1')
    await answer(1, { title: 'one' })
    expect(stateOf('1')).toBe(before)
  })

  test('who comes while an answer is on its way waits for that one', async () => {
    const { watch, stateOf } = makeStore()
    watch({ id: '1' })
    watch({ id: '1' })
    await answer(0, 'one')
    expect(wire.asked).toHaveLength(1)
    expect(stateOf('1')?.data).toBe('one')
  })

  test('keeps what was known beside the reason why it is not known anew', async () => {
    const { watch, stateOf } = makeStore()
    watch({ id: '1' })
    await answer(0, 'one')
    await happens('1')
    const error = new CallError({ code: 'internal', message: 'broken' })
    wire.asked[1]?.refuse(error)
    await settle()
    expect(stateOf('1')).toEqual({ data: 'one', error, loading: false })
  })

  test('forgets what was not looked at for long', async () => {
    const { watch, useState } = makeStore()
    for (let id = 0; id < 100; id += 1) {
      const stop = watch({ id: String(id) })
      await answer(id, id)
      stop()
    }
    expect(useState.getState().size).toBe(20)
    expect(useState.getState().has(JSON.stringify({ id: '99' }))).toBe(true)
  })
})
