import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import { type DeskUnderTest, openDesk } from '../protocol/desk-under-test.ts'
import { carriers, type Line } from './carriers.ts'

vi.mock('electron', () => import('./fake-ipc.ts'))

let desk: DeskUnderTest
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const deep = (levels: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
}
const decided = (id: number): Extract<AnyEvent, { name: 'message.decided' }>['data'] => ({
  id: String(id),
  inboxId: '1',
  state: 'processed',
  subject: 'x',
  trace: [],
})

describe.each(Object.entries(carriers))('the contract %s', (_name, open) => {
  let line: Line
  beforeAll(async () => {
    line = await open(desk.api)
  })
  afterAll(() => line.close())

  /** Hears events until `last` has come; gives all of them. */
  const hearUntil = async (last: AnyEvent['name'], cause: () => void): Promise<readonly AnyEvent[]> => {
    const heard: AnyEvent[] = []
    const ended = new Promise<void>(resolve => {
      const stop = line.on(event => {
        heard.push(event)
        if (event.name !== last) return
        stop()
        resolve()
      })
    })
    cause()
    await ended
    return heard
  }

  describe('answers', () => {
    it.each(['host.status', 'inboxes.list', 'settings.get', 'classes.list'])('%s word for word', async name => {
      const reply = await line.call(name, {})
      expect(reply.ok).toBe(true)
      expect(reply).toEqual(await desk.api.dispatch(name, {}))
    })

    it('a command, and what it changed', async () => {
      expect(await line.call('settings.save', { values: { periodicity: 77 } })).toEqual({
        ok: true,
        data: { waiting: { calledOff: 0, changed: 0, redated: 0 } },
      })
      expect(await line.call('settings.get', {})).toMatchObject({ data: { periodicity: 77 } })
    })

    it('three hundred calls at once, each its own', async () => {
      const ids = Array.from({ length: 300 }, (_, index) => `no-such-${index}`)
      const replies = await Promise.all(ids.map(id => line.call('messages.list', { inboxId: id })))
      for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'not-found' } })
    })
  })

  describe('refuses with the same words', () => {
    it('names that no procedure has, those of prototypes among them', async () => {
      for (const name of ['tickets.burn', '', '__proto__', 'constructor', 'toString', 'x'.repeat(5_000)]) {
        const reply = await line.call(name, {})
        expect(reply, name).toMatchObject({ ok: false, error: { code: 'not-found' } })
        expect(reply, name).toEqual(await desk.api.dispatch(name, {}))
      }
    })

    it.each<[string, string, unknown]>([
      ['nothing where something is needed', 'inboxes.get', undefined],
      ['a word', 'inboxes.get', 'x'],
      ['a number', 'inboxes.get', 7],
      ['a list', 'inboxes.get', []],
      ['another type', 'inboxes.get', { id: 7 }],
      ['what is not there', 'inboxes.get', { id: '99' }],
      ['a text without end', 'persons.list', { search: 'x'.repeat(5_000_000) }],
      ['an id without end', 'inboxes.get', { id: 'x'.repeat(5_000_000) }],
      [
        'fifty thousand settings that there are not',
        'settings.save',
        { values: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`setting${index}`, 1])) },
      ],
      [
        'a hundred thousand further keys',
        'inboxes.get',
        Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`k${i}`, 1])),
      ],
      ['an unknown setting', 'settings.save', { values: { periodicity: 1 } }],
      [
        'names of prototypes',
        'inboxes.get',
        JSON.parse('{"__proto__":{"id":"1"},"constructor":{"prototype":{"bad":1}}}'),
      ],
    ])('%s', async (_what, name, input) => {
      const reply = await line.call(name, input)
      expect(reply).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^(invalid-input|not-found)$/) } })
      expect(reply).toEqual(await desk.api.dispatch(name, input))
      expect(JSON.stringify(reply).length).toBeLessThan(2_000)
      expect({}).not.toHaveProperty('bad')
    })

    it.each<[string, unknown]>([
      ['what is not a number', Number.NaN],
      ['what has no end', Number.POSITIVE_INFINITY],
      ['a bigint', 10n],
      ['lists in lists, a thousand deep', deep(1_000)],
    ])('%s, in its own way', async (_what, limit) => {
      expect(await line.call('tickets.list', { limit })).toMatchObject({
        ok: false,
        error: { code: 'invalid-input' },
      })
    })

    it('and goes on answering', async () => {
      expect(await line.call('host.status', {})).toMatchObject({ ok: true })
    })
  })

  describe('tells', () => {
    it('what a command changed', async () => {
      const heard = await hearUntil('settings.changed', () => {
        void line.call('settings.save', { values: { periodicity: 78 } })
      })
      expect(heard).toContainEqual({ name: 'settings.changed', data: {} })
    })

    it('of several events about one thing only the last, in the order of their last', async () => {
      const heard = await hearUntil('people.changed', () => {
        for (const id of ['1', '2', '1', '3', '1']) desk.engine.events.emit('ticket.changed', { id })
        desk.engine.events.emit('people.changed', {})
      })
      expect(heard.map(({ data }) => data)).toEqual([{ id: '2' }, { id: '3' }, { id: '1' }, {}])
    })

    it('ten thousand events of each kind in a few', async () => {
      let gaps = 0
      const stop = line.onGap(() => {
        gaps += 1
      })
      const heard = await hearUntil('people.changed', () => {
        for (let id = 0; id < 10_000; id += 1) {
          desk.engine.events.emit('ticket.changed', { id: String(id) })
          desk.engine.events.emit('message.decided', decided(id))
          desk.engine.events.emit('inbox.changed', { id: String(id) })
        }
        desk.engine.events.emit('people.changed', {})
      })
      expect(heard).toEqual([
        { name: 'tickets.changed', data: {} },
        { name: 'messages.changed', data: { inboxId: null } },
        { name: 'people.changed', data: {} },
      ])
      // There is no word for many inboxes: the line says that something was left out.
      expect(gaps).toBe(1)
      stop()
    })

    it('nothing to a listener that has left', async () => {
      const heard: AnyEvent[] = []
      line.on(event => heard.push(event))()
      await hearUntil('actions.changed', () => desk.engine.events.emit('actions.changed', {}))
      expect(heard).toEqual([])
    })
  })
})
