import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reply } from '../../src-preload/contract/define.ts'
import { createEventRelay } from '../../src-renderer/bridge/event-relay.ts'
import type { HostBridge, WireState } from '../../src-renderer/bridge/host-bridge.ts'
import { PendingCalls } from '../../src-renderer/bridge/pending-calls.ts'
import { retryDelayMs } from '../../src-renderer/bridge/retry-delay.ts'
import { createWebSocketBridge } from '../../src-renderer/bridge/web-socket-bridge.ts'
import { openNodeWire, texts } from './carriers.ts'
import { createScriptedApi, type HostUnderTest, type ScriptedApi, startHost } from './host-under-test.ts'

vi.mock('electron', () => import('./fake-ipc.ts'))

describe('a page whose line drops', () => {
  let held: ((answer: unknown) => void)[]
  let api: ScriptedApi
  let desk: HostUnderTest
  let states: WireState[]
  let gaps: number
  let wake: () => void
  let drop: () => void

  beforeEach(async () => {
    held = []
    states = []
    gaps = 0
    api = createScriptedApi(name => (name === 'host.status' ? name : new Promise(answer => held.push(answer))))
    desk = await startHost(api)
  })
  afterEach(() => desk.close())

  /** The page's half with the right token or another, awake only when told. */
  const open = (token = desk.token): HostBridge => {
    const seen = states
    const bridge = createWebSocketBridge({
      open(listener) {
        // A page of a test before this one tries again for ever; it gets a line on which nothing happens.
        if (seen !== states) return { send: () => undefined }
        const wire = openNodeWire(desk.host.port, token, listener)
        drop = () => wire.socket.terminate()
        return wire
      },
      texts,
      onWake: call => {
        wake = call
      },
      isHostThere: () =>
        desk.ask('/').then(
          ({ status }) => status === 200,
          () => false,
        ),
    })
    bridge.onState(state => seen.push(state))
    bridge.onGap(() => {
      gaps += 1
    })
    return bridge
  }
  const losses = () => states.filter(state => state === 'lost').length
  const until = async (fits: () => boolean) => {
    while (!fits()) await turn()
  }

  it('has its questions asked again over the next line', async () => {
    const { call } = open()
    const asked = call('inboxes.list', {})
    await until(() => held.length === 1)
    drop()
    await until(() => held.length === 2)
    held[0]?.(['too late'])
    held[1]?.(['again'])
    expect(await asked).toEqual({ ok: true, data: ['again'] })
    expect(states).toEqual(['connecting', 'open', 'lost', 'open'])
  })

  it('has its commands never sent twice, and is told that nobody knows', async () => {
    const { call } = open()
    const done = call('messages.delete', { selection: { ids: ['1'] } })
    await until(() => held.length === 1)
    drop()
    expect(await done).toEqual({ ok: false, error: { code: 'connection-failed', message: 'unknown outcome' } })
    await until(() => states.at(-1) === 'open')
    expect(await call('host.status', {})).toEqual({ ok: true, data: 'host.status' })
    expect(api.calls).toEqual(['messages.delete', 'host.status'])
  })

  it('has a command that was not sent yet wait for the next line', async () => {
    const { call } = open()
    await call('host.status', {})
    drop()
    await until(() => losses() === 1)
    const done = call('messages.delete', { selection: { ids: ['1'] } })
    wake()
    await until(() => held.length === 1)
    held[0]?.('deleted')
    expect(await done).toEqual({ ok: true, data: 'deleted' })
  })

  it('gives up a question that takes the line down each time', async () => {
    const { call } = open()
    const asked = call('inboxes.list', {})
    for (const times of [1, 2, 3]) {
      await until(() => held.length === times)
      drop()
      // On a busy machine the next line may be open before we look.
      await until(() => losses() === times)
      wake()
    }
    expect(await asked).toEqual({ ok: false, error: { code: 'connection-failed', message: 'no answer' } })
  })

  it('is told to ask again for what it shows, though not on its first line', async () => {
    const { call } = open()
    await call('host.status', {})
    expect(gaps).toBe(0)
    drop()
    await until(() => losses() === 1)
    wake()
    await until(() => gaps === 1)
  })

  it('hears what happens over the next line, without another gap', async () => {
    const { on, call } = open()
    await call('host.status', {})
    drop()
    await until(() => gaps === 1)
    const heard = new Promise(resolve => on(resolve))
    api.emit({ name: 'people.changed', data: {} })
    expect(await heard).toEqual({ name: 'people.changed', data: {} })
    expect(gaps).toBe(1)
  })

  it('is told that its token is not taken any more when its host was started anew', async () => {
    const { call } = open()
    await call('host.status', {})
    const { port } = desk.host
    await desk.close()
    await until(() => losses() === 1)
    desk = await startHost(api, {}, port)
    await until(() => states.at(-1) === 'no-token')
    wake()
    await turn()
    expect(states.at(-1)).toBe('no-token')
  })

  it('is told when its token was never taken', async () => {
    open('A'.repeat(43))
    await until(() => states.at(-1) === 'no-token')
    expect(api.calls).toEqual([])
  })
})

describe('calls without a line', () => {
  it('are questions that wait and commands that soon say that nothing was done', () => {
    vi.useFakeTimers()
    const calls = new PendingCalls(texts)
    const replies: Reply<unknown>[] = []
    calls.add('inboxes.list', {}, reply => replies.push(reply))
    calls.add('people.burn' as 'persons.save', {}, reply => replies.push(reply))
    vi.advanceTimersByTime(4_900)
    expect(replies).toEqual([])
    vi.advanceTimersByTime(200)
    expect(replies).toEqual([{ ok: false, error: { code: 'connection-failed', message: 'not sent' } }])
    const sent: string[] = []
    calls.sendAll(text => sent.push(text))
    expect(sent).toEqual(['{"id":1,"name":"inboxes.list","input":{}}'])
    vi.useRealTimers()
  })
})

describe('a gap between revisions', () => {
  const gapsOf = (lastRevision: number | null, revisions: readonly number[]) => {
    let gaps = 0
    const relay = createEventRelay(lastRevision)
    relay.onGap(() => {
      gaps += 1
    })
    for (const revision of revisions) relay.receive({ revision, events: [] })
    return gaps
  }

  it.each<[string, number | null, readonly number[], number]>([
    ['is none while they follow each other', 0, [1, 2, 3], 0],
    ['is one when the first was missed', 0, [2], 1],
    ['is none when nobody knows what came before', null, [17, 18], 0],
    ['is each number left out', 0, [1, 3, 4, 6], 2],
  ])('%s', (_what, last, revisions, gaps) => {
    expect(gapsOf(last, revisions)).toBe(gaps)
  })
})

describe('the time until the next try', () => {
  it('doubles up to a bound, and is spread by a third either way', () => {
    expect([1, 2, 3, 4, 5, 50].map(failures => retryDelayMs(failures, 0.5))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 8_000,
    ])
    expect(retryDelayMs(1, 0)).toBeCloseTo(333, 0)
    expect(retryDelayMs(1, 1)).toBeCloseTo(667, 0)
  })
})
