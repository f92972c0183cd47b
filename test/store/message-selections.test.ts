import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MessageAction } from '../../src-preload/contract/entities/message-views.ts'
import type { Outcome, Selection } from '../../src-preload/contract/entities/selection.ts'
import { procedures } from '../../src-preload/contract/procedures.ts'
import { fillBigDesk } from '../fixtures/big-desk.ts'
import { type DeskUnderTest, openDesk } from '../protocol/desk-under-test.ts'
import { longestTurnMs } from './cpu-time.ts'

let desk: DeskUnderTest
beforeAll(async () => {
  desk = await openDesk(dir => fillBigDesk(dir, { messages: 3000, tickets: 500, now: Date.now() }))
})
afterAll(() => desk.close())

let viewId = ''
let total = 0
beforeEach(async () => {
  ;({ viewId, total } = await desk.ask('messages.openView', {}))
})

/** Everything of messages and of what waits for them that a person's action may touch. */
async function standing(): Promise<ReadonlyMap<number, string>> {
  const { reads } = desk.engine.store
  const rows = await reads
    .selectFrom('message')
    .leftJoin('server_action', join =>
      join.onRef('server_action.message_id', '=', 'message.id').on('server_action.state', '=', 'waiting'),
    )
    .select(['message.id', 'message.state', 'reason_code', 'reason', 'presence', 'message.attempts', 'processed_at'])
    .select([
      'ticket_id',
      'into_ticket_id',
      'pass_over',
      'kind',
      'target_folder',
      'due_at',
      'server_action.id as action',
    ])
    .orderBy('message.id')
    .execute()
  return new Map(rows.map(row => [row.id, JSON.stringify(row)]))
}

async function changedSince(before: ReadonlyMap<number, string>): Promise<readonly number[]> {
  const now = await standing()
  return [...now].filter(([id, row]) => before.get(id) !== row).map(([id]) => id)
}

async function idsIn(view: string): Promise<readonly number[]> {
  return [...desk.engine.messageViews.ids(view)]
}

type Undoable = Extract<MessageAction, 'reset' | 'ignore' | 'delete' | 'move'>

function act(action: Undoable, selection: Selection): Promise<Outcome> {
  if (action === 'move') return desk.ask('messages.move', { selection, targetFolder: 'Archive' })
  return desk.ask(`messages.${action}`, { selection })
}

const undoable: readonly Undoable[] = ['reset', 'ignore', 'delete', 'move']

describe('an action on all of a list', () => {
  it.each(undoable)('%s does what was said before, and its undo puts everything back', async action => {
    const before = await standing()
    const selection = { viewId, except: [] }
    const said = await desk.ask('messages.consider', { action, selection })
    expect(procedures['messages.consider'].output.safeParse(said).error).toBeUndefined()
    expect(await standing()).toEqual(before)

    const done = await act(action, selection)
    expect(procedures[`messages.${action}`].output.safeParse(done).error).toBeUndefined()
    expect(done.changed).toBe(said.changes)
    expect(done.refusedCount).toBe(said.refused.reduce((sum, { count }) => sum + count, 0))
    expect(done.changed + done.refusedCount).toBe(total)
    expect(done.changed).toBeGreaterThan(100)
    expect(done.refused).toHaveLength(Math.min(200, done.refusedCount))
    expect(await changedSince(before)).toHaveLength(done.changed)
    expect((await desk.ask('store.check', {})).faults.filter(fault => fault.kind !== 'blob-missing')).toEqual([])

    const undone = await desk.ask('messages.undo', { undoId: done.undoId ?? '' })
    expect(undone).toEqual({ changed: done.changed, refused: [], refusedCount: 0, undoId: null })
    expect(await standing()).toEqual(before)
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('leaves out those that were taken out, and those that came since', async () => {
    const ids = await idsIn(viewId)
    const except = ids.slice(10, 20).map(String)
    const before = await standing()
    const arrived = await desk.engine.store.write(tx =>
      tx
        .insertInto('message')
        .columns([
          'folder_id',
          'uid_validity',
          'uid',
          'state',
          'presence',
          'size_bytes',
          'raw_kind',
          'received_at',
          'kept_at',
        ])
        .expression(eb =>
          eb
            .selectFrom('message')
            .select(['folder_id', 'uid_validity'])
            .select(eb.val('late').as('uid'))
            .select(['state', 'presence', 'size_bytes', eb.val('none').as('raw_kind'), 'received_at', 'kept_at'])
            .where('state', '=', 'ignored')
            .limit(1),
        )
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    const { changed, undoId } = await act('delete', { viewId, except })
    const touched = new Set(await changedSince(before))
    touched.delete(arrived.id)
    expect(touched.size).toBe(changed)
    expect(except.some(id => touched.has(Number(id)))).toBe(false)
    await desk.ask('messages.undo', { undoId: undoId ?? '' })
    await desk.engine.store.write(tx => tx.deleteFrom('message').where('id', '=', arrived.id).execute())
  })

  it('leaves turns of the loop to everybody else', async () => {
    let undoId: string | null = null
    const longest = await longestTurnMs(async () => {
      ;({ undoId } = await act('reset', { viewId, except: [] }))
    })
    expect(longest).toBeLessThan(60)
    const undoing = await longestTurnMs(() => desk.ask('messages.undo', { undoId: undoId ?? '' }))
    expect(undoing).toBeLessThan(60)
  })

  it('tells the screens, once for the messages and once for what waits', async () => {
    const events: string[] = []
    const stop = desk.api.on(event => events.push(event.name))
    const { undoId } = await act('delete', { viewId, except: [] })
    stop()
    expect(events.toSorted()).toEqual(['actions.changed', 'messages.changed'])
    await desk.ask('messages.undo', { undoId: undoId ?? '' })
  })
})

describe('an action on named messages', () => {
  it('counts each of them once and gives the reason for each that stays', async () => {
    const fresh = await desk.ask('messages.openView', { filter: { states: ['new'] } })
    const [first = 0] = await idsIn(fresh.viewId)
    const id = String(first)
    expect(await act('reset', { ids: [id, id, '999999'] })).toEqual({
      changed: 0,
      refused: [
        { id, reason: 'It is new already.' },
        { id: '999999', reason: 'There is no such message.' },
      ],
      refusedCount: 2,
      undoId: null,
    })
  })

  it('finds nothing behind a number that no store reaches', async () => {
    const selection = { ids: [String(Number.MAX_SAFE_INTEGER)] }
    const said = await desk.ask('messages.consider', { action: 'delete', selection })
    expect(said).toMatchObject({ changes: 0, refused: [{ reason: 'There is no such message.', count: 1 }] })
    expect((await act('delete', selection)).refusedCount).toBe(1)
  })

  it('is said before, as for a whole list', async () => {
    const ids = (await idsIn(viewId)).map(String)
    const few = await desk.ask('messages.consider', { action: 'reset', selection: { ids: ids.slice(0, 50) } })
    const all = await desk.ask('messages.consider', { action: 'reset', selection: { ids } })
    const whole = await desk.ask('messages.consider', { action: 'reset', selection: { viewId } })
    expect(all).toEqual(whole)
    expect(few.changes + few.refused.reduce((sum, { count }) => sum + count, 0)).toBe(50)
  })
})

describe('what is said before', () => {
  it('names the tickets, and counts what lies on the server and what was never fetched', async () => {
    const { reads } = desk.engine.store
    const rows = await reads
      .selectFrom('message')
      .select(['id', 'state', 'presence', 'ticket_id', 'ticket_ref', 'raw_kind'])
      .execute()
    const byId = new Map(rows.map(row => [row.id, row]))
    const wanted = (await idsIn(viewId)).flatMap(id => byId.get(id) ?? []).filter(row => row.presence !== 'gone')
    const said = await desk.ask('messages.consider', { action: 'delete', selection: { viewId } })
    expect(said.changes).toBe(wanted.length)
    expect(said.onServer).toBe(wanted.length)
    expect(said.withTicket).toBe(wanted.filter(row => row.ticket_id !== null).length)
    expect(said.notFetched).toBe(wanted.filter(row => row.raw_kind === 'none').length)
    expect(said.byState.error).toBe(wanted.filter(row => row.state === 'error').length)
    const refs = [...new Set(wanted.map(row => row.ticket_ref).filter(ref => ref !== ''))]
    expect(said.ticketRefs).toEqual(refs.slice(0, 5))
  })

  it('does not count a ticket that was deleted', async () => {
    const { rows } = await desk.ask('messages.rows', { viewId, from: 0, count: 100 })
    const ticketId = rows.find(message => message?.ticketId)?.ticketId ?? ''
    const before = await desk.ask('messages.consider', { action: 'process', selection: { viewId } })
    await desk.ask('tickets.delete', { id: ticketId })
    const after = await desk.ask('messages.consider', { action: 'process', selection: { viewId } })
    expect(after.withTicket).toBeLessThan(before.withTicket)
  })

  it('is that nobody can decide what belongs to a removed inbox', async () => {
    const own = await desk.ask('messages.openView', { filter: { inboxId: '3' } })
    await desk.ask('inboxes.remove', { id: '3' })
    const said = await desk.ask('messages.consider', { action: 'process', selection: { viewId: own.viewId } })
    expect(said.changes).toBe(0)
    expect(said.refused).toEqual([{ reason: 'Its inbox was removed; add it again first.', count: own.total }])
    const done = await desk.ask('messages.process', { selection: { viewId: own.viewId } })
    expect(done).toMatchObject({ changed: 0, refusedCount: own.total, undoId: null })
    const moved = await desk.ask('messages.move', { selection: { viewId: own.viewId }, targetFolder: 'Archive' })
    expect(moved.changed).toBe(0)
  })
})

describe('the causes of what waits', () => {
  it('are those of the rows, with senders, times and a remedy', async () => {
    const causes = await desk.ask('messages.causes', {})
    expect(procedures['messages.causes'].output.safeParse(causes).error).toBeUndefined()
    const counts = causes.map(cause => cause.count)
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    for (const cause of causes) {
      const filter = { causes: [cause.code], states: [cause.state] }
      const list = await desk.ask('messages.openView', { filter })
      const { rows } = await desk.ask('messages.rows', { viewId: list.viewId, from: 0, count: 500 })
      expect(cause.count, cause.code).toBe(list.total)
      const waiting = rows.flatMap(row => row ?? [])
      expect(cause.newestAt).toBe(waiting[0]?.receivedAt)
      expect(cause.oldestAt).toBe(waiting.at(-1)?.receivedAt)
      expect(cause.reason).toBe(waiting[0]?.reason)
      const senders = Map.groupBy(
        waiting.filter(row => row.fromAddress !== ''),
        row => row.fromAddress.toLowerCase(),
      )
      expect(cause.senderCount).toBe(senders.size)
      const most = [...senders.values()].map(own => own.length).toSorted((a, b) => b - a)
      expect(cause.senders.map(sender => sender.count)).toEqual(most.slice(0, 5))
      const inboxIds = new Set(waiting.flatMap(row => row.inboxId ?? []))
      expect(new Set(cause.inboxIds)).toEqual(inboxIds)
    }
    const remedies = new Map(causes.map(cause => [cause.code, cause.remedy]))
    expect(remedies.get('unknown-caller')).toBe('add-people')
    expect(remedies.get('too-big')).toBe('process-anyway')
    expect(remedies.get('loop')).toBe('process-anyway')
    expect(remedies.get('mail-unreadable')).toBe('look')
    expect(remedies.get('source-unreadable')).toBe('retry')
    expect(remedies.get('no-matching-ticket')).toBe('check-inbox')
  })

  it('count an error whose mail has gone from the server long ago, until a person has seen to it', async () => {
    const filter = { causes: ['unknown-caller'], states: ['error' as const] }
    const before = await desk.ask('messages.openView', { filter })
    const { rows } = await desk.ask('messages.rows', { viewId: before.viewId, from: 0, count: 1 })
    const id = rows[0]?.id ?? ''
    await desk.engine.store.write(async tx => {
      await tx.updateTable('message').set({ presence: 'gone', gone_at: 1 }).where('id', '=', Number(id)).execute()
    })
    expect((await desk.ask('messages.openView', { filter })).total).toBe(before.total)
    const causes = await desk.ask('messages.causes', {})
    expect(causes.find(cause => cause.code === 'unknown-caller')?.count).toBe(before.total)
    // In the list of the mailbox itself it is not shown any more.
    const list = await desk.ask('messages.openView', { filter: { states: ['error'] } })
    expect((await desk.ask('messages.locate', { viewId: list.viewId, id })).at).toBeNull()
    await desk.ask('messages.ignore', { selection: { ids: [id] } })
    expect((await desk.ask('messages.openView', { filter })).total).toBe(before.total - 1)
  })

  it('are those of one inbox when asked', async () => {
    const own = await desk.ask('messages.causes', { inboxId: '2' })
    expect(own.length).toBeGreaterThan(0)
    for (const { code, state, count, inboxIds } of own) {
      const filter = { inboxId: '2', causes: [code], states: [state] }
      expect(count).toBe((await desk.ask('messages.openView', { filter })).total)
      expect(inboxIds).toEqual(['2'])
    }
    expect(await desk.refusal('messages.causes', { inboxId: '77' })).toMatchObject({ code: 'not-found' })
  })
})

describe('the unknown senders of a selection', () => {
  it('are those who are no person, with what the desk would call them', async () => {
    await desk.ask('organisations.save', { name: 'Visitors', domains: ['visitors.example'] })
    const list = await desk.ask('messages.openView', { filter: { causes: ['unknown-caller'] } })
    const unknown = await desk.ask('messages.unknownSenders', { selection: { viewId: list.viewId } })
    expect(procedures['messages.unknownSenders'].output.safeParse(unknown).error).toBeUndefined()
    expect(unknown.reduce((sum, { count }) => sum + count, 0)).toBe(list.total)
    expect(unknown.every(({ address }) => address.endsWith('@visitors.example'))).toBe(true)
    const organisations = await desk.ask('organisations.list', {})
    const visitors = organisations.find(({ name }) => name === 'Visitors')
    expect(new Set(unknown.map(sender => sender.organisationId))).toEqual(new Set([visitors?.id]))
    expect(unknown.every(({ name }) => name !== '')).toBe(true)

    const [first] = unknown
    await desk.ask('persons.save', {
      firstName: first?.firstName ?? '',
      name: first?.name ?? '',
      addresses: [first?.address ?? ''],
      organisationId: null,
    })
    const fewer = await desk.ask('messages.unknownSenders', { selection: { viewId: list.viewId } })
    expect(fewer.map(sender => sender.address)).toEqual(unknown.slice(1).map(sender => sender.address))
  })

  it('are none where everybody is known', async () => {
    const list = await desk.ask('messages.openView', { filter: { states: ['processed'] } })
    expect(await desk.ask('messages.unknownSenders', { selection: { viewId: list.viewId } })).toEqual([])
  })
})
