import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createScriptedApi, type HostUnderTest, type OpenWire, startHost } from './host-under-test.ts'

/** `slow` waits until it is let go; `unsayable` answers what JSON has no word for. */
const release: (() => void)[] = []
const api = createScriptedApi((name, input) => {
  if (name === 'slow') return new Promise<void>(resolve => release.push(resolve))
  if (name === 'unsayable') return 10n
  return { name, input }
})
let desk: HostUnderTest
beforeAll(async () => {
  desk = await startHost(api, { pages: 3 })
})
afterAll(() => desk.close())

const opened: OpenWire[] = []
async function openWire(): Promise<OpenWire> {
  const wire = await desk.openWire()
  opened.push(wire)
  return wire
}
afterEach(async () => {
  for (const { socket } of opened) socket.terminate()
  await Promise.all(opened.splice(0).map(({ closed }) => closed))
  while (api.listeners() > 0) await turn()
})

describe('a call on the wire', () => {
  it('is answered under its id', async () => {
    const wire = await openWire()
    wire.send({ id: 7, name: 'inboxes.get', input: { id: '1' } })
    expect(await wire.next()).toEqual({ id: 7, reply: { ok: true, data: { name: 'inboxes.get', input: { id: '1' } } } })
    wire.send({ id: 'eight', name: 'x' })
    expect(await wire.next()).toEqual({ id: 'eight', reply: { ok: true, data: { name: 'x', input: {} } } })
  })

  it('does not wait for a slow one before it', async () => {
    const wire = await openWire()
    wire.send({ id: 1, name: 'slow' })
    wire.send({ id: 2, name: 'fast' })
    expect(await wire.next()).toMatchObject({ id: 2 })
    for (const letGo of release.splice(0)) letGo()
    expect(await wire.next()).toMatchObject({ id: 1 })
  })

  it('whose answer cannot be sent is told so', async () => {
    const wire = await openWire()
    wire.send({ id: 1, name: 'unsayable' })
    expect(await wire.next()).toMatchObject({ id: 1, reply: { ok: false, error: { code: 'internal' } } })
  })

  it.each([
    ['no JSON', '{'],
    ['no id', '{"name":"inboxes.list"}'],
    ['an id that is a list', '{"id":[1],"name":"inboxes.list"}'],
    ['no name', '{"id":1}'],
    ['a name that is a number', '{"id":1,"name":7}'],
    ['a name that is a list', '{"id":1,"name":["inboxes.list"]}'],
    ['null', 'null'],
    ['a word', '"inboxes.list"'],
    ['bytes', Buffer.from('{"id":1,"name":"inboxes.list"}')],
  ])('with %s closes the wire', async (_what, frame) => {
    const before = api.calls.length
    const wire = await openWire()
    wire.socket.send(frame)
    expect(await wire.closed).toEqual([1003, 'Expected {id, name, input} as JSON'])
    expect(api.calls.length).toBe(before)
  })

  it.each([
    ['nested deeper than any call', `{"id":1,"name":"x","input":${'['.repeat(70)}${']'.repeat(70)}}`],
    ['nested without end', `{"id":1,"name":"x","input":${'['.repeat(2_000_000)}`],
    ['of more values than any call', `{"id":1,"name":"x","input":[${'0,'.repeat(250_000)}0]}`],
  ])('%s is refused before it is parsed', async (_what, frame) => {
    const before = api.calls.length
    const wire = await openWire()
    wire.socket.send(frame)
    expect(await wire.next()).toMatchObject({ id: 1, reply: { ok: false, error: { code: 'invalid-input' } } })
    wire.send({ id: 2, name: 'x' })
    expect(await wire.next()).toMatchObject({ id: 2, reply: { ok: true } })
    expect(api.calls.length).toBe(before + 1)
  })

  it('may carry a whole mail, and brackets inside words do not count', async () => {
    const wire = await openWire()
    const input = { base64: 'A'.repeat(20_000_000), text: '[[{{"\\'.repeat(100_000) }
    wire.send({ id: 1, name: 'mails.explain', input })
    const { reply } = await wire.next()
    expect(reply?.ok && JSON.stringify(reply.data).length).toBe(JSON.stringify({ name: 'mails.explain', input }).length)
  })

  it('beyond 64 MB closes its wire and nobody else’s', async () => {
    const [wire, other] = [await openWire(), await openWire()]
    wire.socket.send(Buffer.alloc(64 * 1024 * 1024 + 1, 0x20))
    expect((await wire.closed)[0]).toBe(1009)
    other.send({ id: 1, name: 'x' })
    expect(await other.next()).toMatchObject({ id: 1 })
  })
})

describe('events on the wire', () => {
  it('come in batches with a revision that begins at one for each page', async () => {
    const first = await openWire()
    for (let i = 0; i < 50; i += 1) api.emit({ name: 'ticket.changed', data: { id: '1' } })
    api.emit({ name: 'people.changed', data: {} })
    expect(await first.next()).toEqual({
      revision: 1,
      events: [
        { name: 'ticket.changed', data: { id: '1' } },
        { name: 'people.changed', data: {} },
      ],
    })
    const second = await openWire()
    api.emit({ name: 'people.changed', data: {} })
    expect(await first.next()).toMatchObject({ revision: 2 })
    expect(await second.next()).toMatchObject({ revision: 1 })
  })

  it('come at most four times a second', async () => {
    const wire = await openWire()
    const startedAt = performance.now()
    const emitting = setInterval(() => api.emit({ name: 'people.changed', data: {} }), 5)
    for (let batch = 0; batch < 5; batch += 1) await wire.next()
    clearInterval(emitting)
    expect(performance.now() - startedAt).toBeGreaterThan(950)
  })

  it('go to nobody any more once the page has gone', async () => {
    const wire = await openWire()
    expect(api.listeners()).toBe(1)
    wire.socket.close()
    await wire.closed
    while (api.listeners() > 0) await turn()
  })
})

describe('the host', () => {
  it('turns away the tab after the last, and takes it when one has gone', async () => {
    const wires = [await openWire(), await openWire(), await openWire()]
    expect((await (await openWire()).closed)[0]).toBe(1013)
    wires[0]?.socket.close()
    await wires[0]?.closed
    const again = await openWire()
    again.send({ id: 1, name: 'x' })
    expect(await again.next()).toMatchObject({ id: 1 })
  })

  it('lets go of its pages and its port when it closes', async () => {
    const short = await startHost(api)
    const { closed } = await short.openWire()
    const { port } = short.host
    await short.close()
    expect(await closed).toEqual([1001, 'Postdesk is closing'])
    const again = await startHost(api, {}, port)
    await again.close()
  })

  it('says in words that its port is taken', async () => {
    await expect(startHost(api, {}, desk.host.port)).rejects.toMatchObject({ code: 'conflict', field: 'port' })
  })

  it('cuts off a page that does not answer its ping', async () => {
    const strict = await startHost(api, { keepAliveMs: 100 })
    const wire = await strict.openWire()
    wire.socket.pause()
    const alive = await strict.openWire()
    alive.socket.on('ping', () => {})
    while (api.listeners() > 1) await turn()
    alive.send({ id: 1, name: 'x' })
    expect(await alive.next()).toMatchObject({ id: 1 })
    wire.socket.terminate()
    alive.socket.terminate()
    await strict.close()
  })
})
