import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEventBus } from '../../src-main/engine/events.ts'
import { createPasses } from '../../src-main/engine/poll/passes.ts'
import { pausedSince } from '../../src-main/engine/poll/pause.ts'
import type { PollTools } from '../../src-main/engine/poll/tools.ts'
import type { MailSource } from '../../src-main/engine/ports.ts'
import { folderFor } from '../../src-main/engine/settings/folders.ts'
import { inboxById, insertInbox } from '../../src-main/engine/settings/inboxes.ts'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import { recordLog } from '../protocol/source-ports.ts'
import { type TempStore, tempStore } from './temp-store.ts'

let temp: TempStore
let inboxId: number
let now: number
let opened: number
/** What listing does in this test; at once, by default. */
let listing: (signal: AbortSignal) => Promise<void>
/** Lets the clock of the passes go on by one tick, and waits until it rests again. */
let tick: () => Promise<void>
let tools: PollTools
/** The waits for news that go on, each with the way to tell of some. */
let watches: { readonly signal: AbortSignal; readonly tell: () => void }[]
const waiting = () => watches.filter(({ signal }) => !signal.aborted).length
let tickMs: number

beforeEach(async () => {
  temp = tempStore()
  now = 1_000_000
  opened = 0
  listing = async () => undefined
  watches = []
  tickMs = 60_000
  const config = InboxConfig.parse({ name: 'Support', protocol: 'folder', path: '/mail' })
  inboxId = await temp.store.write(async tx => insertInbox(tx, await folderFor(tx, config), config, now))
  let wake: () => void = () => undefined
  let rest: () => void = () => undefined
  let resting = new Promise<void>(resolve => {
    rest = resolve
  })
  tick = async () => {
    await resting
    resting = new Promise(resolve => {
      rest = resolve
    })
    now += tickMs
    wake()
    await resting
  }
  const source: MailSource = {
    async open(signal) {
      opened += 1
      return {
        async list() {
          await listing(signal)
          return { uidValidity: '1', added: [], present: 'unchanged', highestUid: null, onServer: 0 }
        },
        async *fetch() {},
        fetchHeaders: async () => null,
        remove: async () => 'gone',
        move: async () => 'gone',
        close: async () => undefined,
      }
    },
    test: async () => [],
    watch(signal, tell) {
      watches.push({ signal, tell })
      return new Promise(resolve => signal.addEventListener('abort', () => resolve('ended'), { once: true }))
    },
  }
  const nobody = new Proxy(
    {},
    { get: (_, name) => (name === 'then' ? undefined : () => Promise.reject(new Error('no'))) },
  )
  tools = {
    ...(nobody as PollTools),
    store: temp.store,
    log: recordLog(),
    events: createEventBus(() => undefined),
    probe: { reached: () => undefined },
    freeBytes: async () => 1024 ** 4,
    sourceFor: () => source,
    clock: {
      now: () => now,
      sleep: (ms, signal) =>
        // Only the ticks wait for the test.
        ms !== 1000
          ? Promise.resolve()
          : new Promise(resolve => {
              wake = resolve
              signal?.addEventListener('abort', () => resolve(), { once: true })
              rest()
            }),
    },
  }
})
afterEach(() => temp.remove())

const forever = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

describe('polling by the clock', () => {
  it('stops with a pause and goes on with its end; a check by hand runs in between', async () => {
    const passes = createPasses(tools, false)
    passes.start()
    await tick()
    await tick()
    await vi.waitFor(() => expect(passes.isRunning(inboxId)).toBe(false))
    const before = opened
    expect(before).toBeGreaterThan(0)
    expect(passes.started).toBe(true)

    await passes.pause(true)
    expect(passes.started).toBe(false)
    await tick()
    await tick()
    expect(opened).toBe(before)
    expect(await passes.run(inboxId, { actAtOnce: false })).toMatchObject({ failure: null })
    expect(opened).toBe(before + 1)

    await passes.pause(false)
    expect(passes.started).toBe(true)
    await tick()
    await tick()
    expect(opened).toBeGreaterThan(before + 1)
    await passes.stop()
  })

  it('remembers the pause, and since when', async () => {
    const passes = createPasses(tools, false)
    await passes.pause(true)
    now += 5000
    await passes.pause(true)
    expect(await pausedSince(temp.store.reads)).toBe(1_000_000)
    await passes.stop()

    const again = createPasses(tools, (await pausedSince(temp.store.reads)) !== null)
    again.start()
    expect(again.started).toBe(false)
    await tick()
    await tick()
    expect(opened).toBe(0)
    await again.pause(false)
    expect(await pausedSince(temp.store.reads)).toBeNull()
    await tick()
    await tick()
    expect(opened).toBeGreaterThan(0)
    await again.stop()
  })

  it('paused in the middle of a pass, ends it; that is no failure of the inbox, which is due again at once', async () => {
    listing = forever
    const passes = createPasses(tools, false)
    const polled = new Promise(resolve =>
      tools.events.on(event => event.name === 'inbox.polled' && resolve(event.data)),
    )
    passes.start()
    await vi.waitFor(() => expect(opened).toBe(1))
    await passes.pause(true)
    expect(await polled).toMatchObject({ failure: expect.stringContaining('paused') })
    expect(await inboxById(temp.store.reads, inboxId)).toMatchObject({ failures: 0, lastError: null, lastPollAt: null })

    listing = async () => undefined
    await passes.pause(false)
    await tick()
    await tick()
    expect(opened).toBeGreaterThan(1)
    await passes.stop()
  })

  it('paused, leaves a check by hand alone', async () => {
    let goOn: () => void = () => undefined
    listing = () =>
      new Promise(resolve => {
        goOn = resolve
      })
    const passes = createPasses(tools, false)
    const byHand = passes.run(inboxId, { actAtOnce: false })
    await vi.waitFor(() => expect(opened).toBe(1))
    await passes.pause(true)
    goOn()
    expect(await byHand).toMatchObject({ failure: null })
    await passes.stop()
  })
})

describe('news of a server', () => {
  const isAtRest = () => vi.waitFor(() => expect(passes.isRunning(inboxId)).toBe(false))
  let passes: ReturnType<typeof createPasses>
  beforeEach(async () => {
    passes = createPasses(tools, false)
    passes.start()
    await vi.waitFor(() => expect(opened).toBe(1))
    await isAtRest()
    tickMs = 1000
  })
  afterEach(() => passes.stop())

  it('are waited for once a poll has worked, on one line only, and bring a pass at once', async () => {
    expect(waiting()).toBe(0)
    await tick()
    await tick()
    await vi.waitFor(() => expect(waiting()).toBe(1))
    await tick()
    expect(watches).toHaveLength(1)
    const before = opened
    watches[0]?.tell()
    await vi.waitFor(() => expect(opened).toBe(before + 1))
  })

  it('in the middle of a pass bring one more after it, however many they are', async () => {
    await tick()
    await tick()
    await vi.waitFor(() => expect(waiting()).toBe(1))
    let goOn: () => void = () => undefined
    listing = () =>
      new Promise(resolve => {
        goOn = resolve
      })
    const byHand = passes.run(inboxId, { actAtOnce: false })
    await vi.waitFor(() => expect(opened).toBe(2))
    watches[0]?.tell()
    watches[0]?.tell()
    watches[0]?.tell()
    listing = async () => undefined
    goOn()
    await byHand
    await vi.waitFor(() => expect(opened).toBe(3))
    await isAtRest()
    expect(opened).toBe(3)
  })

  it('are not waited for in a pause, nor while polls fail; neither changes the health of the inbox', async () => {
    await tick()
    await tick()
    await vi.waitFor(() => expect(waiting()).toBe(1))
    const health = await inboxById(temp.store.reads, inboxId)
    await passes.pause(true)
    expect(waiting()).toBe(0)
    expect(await inboxById(temp.store.reads, inboxId)).toEqual(health)

    await passes.pause(false)
    await tick()
    await tick()
    await vi.waitFor(() => expect(waiting()).toBe(1))
    listing = async () => {
      throw new Error('No')
    }
    expect(await passes.run(inboxId, { actAtOnce: false })).toMatchObject({ failure: 'No' })
    await tick()
    await tick()
    expect(waiting()).toBe(0)
  })

  it('are waited for anew after a sleep of the machine, and every inbox is polled at once', async () => {
    await tick()
    await tick()
    await vi.waitFor(() => expect(waiting()).toBe(1))
    await isAtRest()
    await temp.store.write(tx =>
      tx
        .updateTable('inbox')
        .set({ next_poll_at: now + 100 * 3_600_000 })
        .execute(),
    )
    const before = opened
    await tick()
    await tick()
    expect(opened).toBe(before)
    tickMs = 3_600_000
    await tick()
    tickMs = 1000
    await tick()
    await vi.waitFor(() => expect(opened).toBe(before + 1))
    expect(watches).toHaveLength(2)
    expect(watches[0]?.signal.aborted).toBe(true)
    expect(waiting()).toBe(1)
  })
})

describe('work alone on an inbox', () => {
  it('waits for the pass that runs; passes wait for it, and are one pass', async () => {
    const story: string[] = []
    listing = async () => {
      story.push('pass')
    }
    const passes = createPasses(tools, false)
    let done: () => void = () => undefined
    const first = passes.run(inboxId, { actAtOnce: false })
    const look = passes.alone(inboxId, async () => {
      story.push('look begins')
      await new Promise<void>(resolve => {
        done = resolve
      })
      story.push('look ends')
    })
    await first
    await vi.waitFor(() => expect(story).toEqual(['pass', 'look begins']))
    expect(passes.isRunning(inboxId)).toBe(true)
    const [second, third] = [passes.run(inboxId, { actAtOnce: false }), passes.run(inboxId, { actAtOnce: false })]
    done()
    expect(await second).toBe(await third)
    await look
    expect(story).toEqual(['pass', 'look begins', 'look ends', 'pass'])
    await vi.waitFor(() => expect(passes.isRunning(inboxId)).toBe(false))
    await passes.stop()
  })

  it('that fails hinders no pass, and closing waits for what is left of it', async () => {
    const passes = createPasses(tools, false)
    const failing = passes.alone(inboxId, () => Promise.reject(new Error('lost line')))
    await expect(failing).rejects.toThrow('lost line')
    expect(await passes.run(inboxId, { actAtOnce: false })).toMatchObject({ failure: null })

    let ended = false
    const ending = passes.alone(inboxId, async signal => {
      await forever(signal).catch(() => undefined)
      ended = true
    })
    await passes.stop()
    expect(ended).toBe(true)
    await ending
  })
})
