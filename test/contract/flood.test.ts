import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createScriptedApi, type HostUnderTest, startHost } from './host-under-test.ts'

let desk: HostUnderTest | null = null
afterEach(async () => {
  await desk?.close()
  desk = null
})

/** A call that keeps the engine busy for a millisecond, as an ordinary one does. */
function work(): void {
  const until = performance.now() + 1
  while (performance.now() < until);
}

describe('a page that asks too much', () => {
  it('is closed with a reason, and the page beside it never waits', async () => {
    desk = await startHost(createScriptedApi(work))
    const [flooding, honest] = [await desk.openWire(), await desk.openWire()]
    for (let id = 0; id < 5_000; id += 1) flooding.send({ id, name: 'x' })
    const askedAt = performance.now()
    honest.send({ id: 1, name: 'x' })
    await honest.next()
    expect(performance.now() - askedAt).toBeLessThan(500)
    expect(await flooding.closed).toEqual([1008, 'Too many calls wait for their turn'])
    honest.send({ id: 2, name: 'x' })
    expect(await honest.next()).toMatchObject({ id: 2 })
  })

  it('costs no more than what its burst costs', async () => {
    const api = createScriptedApi()
    desk = await startHost(api, { callsInBurst: 50, callsPerSecond: 1, callsWaiting: 100 })
    const flooding = await desk.openWire()
    for (let id = 0; id < 20_000; id += 1) flooding.send({ id, name: 'x' })
    await flooding.closed
    expect(api.calls.length).toBeLessThanOrEqual(55)
  })

  it('is closed by the weight of its calls too', async () => {
    desk = await startHost(
      createScriptedApi(() => new Promise(() => {})),
      { callsAtOnce: 1, bytesWaiting: 1_000_000 },
    )
    const flooding = await desk.openWire()
    for (let id = 0; id < 20; id += 1) flooding.send({ id, name: 'x', input: 'x'.repeat(100_000) })
    expect((await flooding.closed)[0]).toBe(1008)
  })
})

describe('a page in a hurry', () => {
  it('has a burst answered at once, in its order, and what goes beyond at a steady pace', async () => {
    desk = await startHost(createScriptedApi(), { callsInBurst: 100, callsPerSecond: 200 })
    const wire = await desk.openWire()
    const startedAt = performance.now()
    for (let id = 0; id < 200; id += 1) wire.send({ id, name: 'x' })
    for (let id = 0; id < 100; id += 1) expect((await wire.next()).id).toBe(id)
    const burstMs = performance.now() - startedAt
    for (let id = 100; id < 200; id += 1) expect((await wire.next()).id).toBe(id)
    expect(performance.now() - startedAt - burstMs).toBeGreaterThan(300)
    expect(burstMs).toBeLessThan(300)
  })

  it('has so many calls under way at once and no more', async () => {
    const release: (() => void)[] = []
    const api = createScriptedApi(() => new Promise<void>(resolve => release.push(resolve)))
    desk = await startHost(api, { callsAtOnce: 4 })
    const wire = await desk.openWire()
    for (let id = 0; id < 10; id += 1) wire.send({ id, name: 'x' })
    while (release.length < 4) await turn()
    for (let more = 0; more < 50; more += 1) await turn()
    expect(release).toHaveLength(4)
    release[0]?.()
    await wire.next()
    while (release.length < 5) await turn()
    expect(release).toHaveLength(5)
  })
})

describe('a page that does not read', () => {
  it('gets nothing more until it reads, and then everything in order', async () => {
    const big = 'x'.repeat(1_000_000)
    const api = createScriptedApi(name => (name === 'big' ? big : name))
    desk = await startHost(api, { unreadBytes: 3_000_000 })
    const [sleeping, awake] = [await desk.openWire(), await desk.openWire()]
    sleeping.socket.pause()
    for (let id = 0; id < 60; id += 1) sleeping.send({ id, name: 'big' })
    awake.send({ id: 1, name: 'x' })
    await awake.next()
    // What the system's own buffers hold differs from machine to machine; sixty megabytes it is not.
    let started = -1
    while (started !== api.calls.length) {
      started = api.calls.length
      for (let more = 0; more < 200; more += 1) await turn()
    }
    expect(started).toBeLessThan(40)
    sleeping.socket.resume()
    for (let id = 0; id < 60; id += 1) expect((await sleeping.next()).id).toBe(id)
  })
})
