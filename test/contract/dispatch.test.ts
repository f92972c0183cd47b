import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../src-main/api/dispatch.ts'
import { handlers } from '../../src-main/api/handlers/all.ts'
import { AppError } from '../../src-main/engine/errors.ts'
import type { Engine } from '../../src-main/engine/index.ts'
import { ErrorCode } from '../../src-preload/contract/errors.ts'
import { procedures } from '../../src-preload/contract/procedures.ts'
import { type DeskUnderTest, openDesk, repository } from '../protocol/desk-under-test.ts'

let desk: DeskUnderTest
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const folderInbox = {
  name: 'Samples',
  protocol: 'folder',
  path: join(repository, 'resources', 'sample-mailbox'),
} as const

describe('the door', () => {
  it('has a handler behind every procedure, and none without one', () => {
    expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(procedures).toSorted())
  })

  it.each(['tickets.burn', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'x'.repeat(5000)])(
    'knows no procedure %j',
    async name => {
      const { code, message } = await desk.refusal(name, {})
      expect(code).toBe('not-found')
      expect(message.length).toBeLessThan(200)
    },
  )

  it.each([undefined, null, 7, {}, [], Symbol('name')])('refuses the name %s, which is no text', async name => {
    expect(await desk.api.dispatch(name as string, {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  it('refuses a huge array, a circle and bytes before any schema looks at them', async () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    for (const input of [Array(300_000).fill(0), circle, new Uint8Array(10)]) {
      expect(await desk.api.dispatch('inboxes.get', input)).toMatchObject({
        ok: false,
        error: { code: 'invalid-input', message: expect.stringContaining('more values') },
      })
    }
  })

  it.each([null, undefined, {}])('takes %j for no input where none is needed', async input => {
    expect(await desk.api.dispatch('host.status', input)).toMatchObject({ ok: true, data: { sampleOffered: true } })
  })

  it('answers what the contract promises, for every procedure that needs no input', async () => {
    const names = Object.entries(procedures).filter(
      ([, { kind, input }]) => kind === 'query' && input.safeParse({}).success,
    )
    expect(names.length).toBeGreaterThan(8)
    for (const [name, { output }] of names) {
      // `tickets.get` may be asked by id or by reference, and needs one of them.
      if (name === 'tickets.get') continue
      // Only a desktop has preferences.
      if (name === 'desktop.preferences') continue
      const reply = await desk.api.dispatch(name, {})
      expect(reply, name).toMatchObject({ ok: true })
      if (reply.ok) expect(output.safeParse(reply.data).error, name).toBeUndefined()
    }
  })
})

describe('bad input', () => {
  it.each<[string, unknown, string]>([
    ['inboxes.get', {}, 'id'],
    ['inboxes.get', { id: 7 }, 'id'],
    ['inboxes.get', { id: '' }, 'id'],
    ['messages.reset', { selection: { ids: [] } }, 'selection.ids'],
    ['messages.reset', { selection: { ids: ['1', 2] } }, 'selection'],
    ['messages.reset', { selection: { ids: ['1'], viewId: 'x' } }, 'selection'],
    ['messages.move', { selection: { ids: ['1'] }, targetFolder: ' ' }, 'targetFolder'],
    ['messages.rows', { viewId: 'x', from: 0, count: 501 }, 'count'],
    ['messages.openView', { sort: { by: 'luck' } }, 'sort.by'],
    ['tickets.list', { limit: 5000 }, 'limit'],
    ['tickets.addEntry', { id: '1', log: 'secret_log', text: 'x' }, 'log'],
    ['persons.save', { name: 'Roe', addresses: ['nobody'] }, 'addresses.0'],
    ['inboxes.save', { config: { ...folderInbox, name: ' ' } }, 'name'],
    ['inboxes.save', { config: { ...folderInbox, behaviour: 'both' } }, 'behaviour'],
    [
      'inboxes.save',
      { config: { ...folderInbox, settings: { maximum_email_size: 'big' } } },
      'settings.maximum_email_size',
    ],
    ['inboxes.save', { config: { ...folderInbox, path: '' } }, 'path'],
    ['inboxes.save', { config: { ...folderInbox, title_pattern: '/(/' } }, 'title_pattern'],
    ['inboxes.save', { config: { ...folderInbox, email_storage: 'move' } }, 'target_folder'],
    ['inboxes.save', { config: { name: 'x', server: 'imap.example.org' } }, 'login'],
    ['settings.save', { values: { periodicity: 1 } }, 'values.periodicity'],
    ['settings.save', { values: { 'introductory-patterns': ['/(/'] } }, 'introductory-patterns'],
  ])('for %s: %j names the field %s', async (name, input, field) => {
    expect(await desk.refusal(name, input)).toMatchObject({ code: 'invalid-input', field })
  })

  it.each([['a word'], [7], [[]]])('of another kind altogether (%j) is refused', async input => {
    expect((await desk.refusal('inboxes.get', input)).code).toBe('invalid-input')
  })

  it('changes nothing', async () => {
    expect(await desk.ask('inboxes.list', {})).toEqual([])
  })
})

describe('what cannot be done', () => {
  it.each<[string, unknown]>([
    ['inboxes.get', { id: '99' }],
    ['inboxes.get', { id: 'ninety-nine' }],
    ['inboxes.remove', { id: '99' }],
    ['inboxes.test', { id: '99' }],
    ['inboxes.poll', { id: '99' }],
    ['messages.get', { id: '99' }],
    ['messages.raw', { id: '99' }],
    ['messages.preview', { id: '1e3' }],
    ['messages.list', { inboxId: '99' }],
    ['tickets.get', { id: '99' }],
    ['tickets.get', { ref: 'R-000099' }],
    ['tickets.get', {}],
    ['tickets.addEntry', { id: '99', log: 'public_log', text: 'x' }],
    ['tickets.delete', { id: '99' }],
    ['attachments.read', { id: '99' }],
    ['actions.cancel', { id: '99' }],
    ['messages.openView', { filter: { inboxId: '99' } }],
    ['messages.rows', { viewId: '99', from: 0, count: 1 }],
    ['messages.viewNews', { viewId: '99' }],
    ['messages.locate', { viewId: '99', id: '1' }],
    ['messages.reset', { selection: { viewId: '99' } }],
    ['messages.consider', { action: 'reset', selection: { viewId: '99' } }],
    ['messages.process', { selection: { ids: ['1'] }, intoTicket: 'R-000099' }],
    ['messages.undo', { undoId: '99' }],
    ['tickets.rows', { viewId: '99', from: 0, count: 1 }],
    ['tickets.viewNews', { viewId: '99' }],
  ])('%s of %j is not found', async (name, input) => {
    expect((await desk.refusal(name, input)).code).toBe('not-found')
  })

  it('is told as a conflict, or as not possible yet, with the field', async () => {
    const { id } = await desk.ask('inboxes.save', { config: { ...folderInbox, active: false } })
    const twice = await desk.refusal('inboxes.save', { config: { ...folderInbox, name: 'Again' } })
    expect(twice).toMatchObject({ code: 'conflict', field: 'path' })
    const oauth = { name: 'x', server: 'imap.example.org', login: 'x', auth: 'oauth' }
    expect(await desk.refusal('inboxes.save', { config: oauth })).toMatchObject({
      code: 'invalid-input',
      field: 'oauth_account',
    })
    await desk.ask('inboxes.remove', { id })
  })

  it('is one answer for each message asked, not a failure of all', async () => {
    expect(await desk.ask('messages.ignore', { selection: { ids: ['98', '99'] } })).toEqual({
      changed: 0,
      refused: [
        { id: '98', reason: 'There is no such message.' },
        { id: '99', reason: 'There is no such message.' },
      ],
      refusedCount: 2,
      undoId: null,
    })
  })
})

describe('an error', () => {
  /** An engine that fails as told, at the first thing that is asked of it. */
  const failing = (error: unknown) => {
    const logged: unknown[] = []
    const engine = {
      options: { mode: 'own' },
      log: { error: (event: string, fields: unknown) => logged.push({ event, fields }) },
      get store() {
        throw error
      },
    } as unknown as Engine
    return { api: createApi(engine), logged }
  }

  it.each(ErrorCode.options)('of the world keeps its code %s, its sentence and its field', async code => {
    const { api, logged } = failing(new AppError(code, 'It rains.', { field: 'server' }))
    expect(await api.dispatch('inboxes.list', {})).toEqual({
      ok: false,
      error: { code, message: 'It rains.', field: 'server' },
    })
    expect(logged).toEqual([])
  })

  it.each([new TypeError('x is undefined'), 'thrown text'])(
    'of ours is internal, without a stack, and logged',
    async error => {
      const { api, logged } = failing(error)
      const reply = await api.dispatch('inboxes.list', {})
      expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } })
      expect(JSON.stringify(reply)).not.toContain('dispatch.ts')
      expect(logged).toMatchObject([{ event: 'procedure.failed', fields: { name: 'inboxes.list' } }])
    },
  )
})

describe('an engine beside the owner', () => {
  it('answers every query, and refuses every command before it looks at its input', async () => {
    const reader = await desk.beside()
    try {
      expect(await reader.ask('inboxes.list', {})).toEqual([])
      for (const [name, { kind }] of Object.entries(procedures)) {
        if (kind === 'command')
          expect(await reader.refusal(name, { nonsense: true }), name).toMatchObject({ code: 'not-allowed' })
      }
    } finally {
      await reader.close()
    }
  })
})

describe('what is not there yet', () => {
  it.each([
    [{ unknown_caller_rejection_reply: 'Who are you?' }, 'unknown_caller_rejection_reply'],
    [{ notify_errors_to: 'admin@example.org' }, 'notify_errors_to'],
  ])('refuses an inbox with %j', async (change, field) => {
    const config = { ...folderInbox, ...change }
    expect(await desk.refusal('inboxes.save', { config })).toMatchObject({ code: 'not-yet', field })
  })
})
