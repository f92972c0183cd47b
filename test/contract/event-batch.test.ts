import { describe, expect, it } from 'vitest'
import { EventBatch } from '../../src-main/hosts/event-batch.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'

function batchOf(events: readonly AnyEvent[]): EventBatch {
  const batch = new EventBatch()
  for (const event of events) batch.add(event)
  return batch
}
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index))
const ticket = (id: string): AnyEvent => ({ name: 'ticket.changed', data: { id } })
const inbox = (id: string): AnyEvent => ({ name: 'inbox.changed', data: { id } })
const decided = (id: string): AnyEvent => ({
  name: 'message.decided',
  data: { id, inboxId: '1', state: 'processed', subject: '', trace: [] },
})

describe('a batch of events', () => {
  it('keeps the last about each thing, in the order of the last', () => {
    const { events } = batchOf([ticket('1'), inbox('1'), ticket('2'), ticket('1')]).take()
    expect(events).toEqual([inbox('1'), ticket('2'), ticket('1')])
  })

  it('names up to 200 things of a topic, and says "many" above', () => {
    expect(batchOf(ids(200).map(ticket)).take().events).toHaveLength(200)
    expect(batchOf(ids(201).map(ticket)).take().events).toEqual([{ name: 'tickets.changed', data: {} }])
    expect(batchOf(ids(201).map(decided)).take().events).toEqual([
      { name: 'messages.changed', data: { inboxId: null } },
    ])
  })

  it('counts each topic by itself', () => {
    const { events } = batchOf([...ids(150).map(ticket), ...ids(150).map(decided), ...ids(500).map(inbox)]).take()
    expect(events).toHaveLength(300)
  })

  it('leaves a number out where a topic has no word for many', () => {
    const batch = batchOf(ids(201).map(inbox))
    expect(batch.isEmpty).toBe(false)
    expect(batch.take()).toEqual({ revision: 2, events: [] })
  })

  it('begins anew after each taking, with the next revision', () => {
    const batch = batchOf([...ids(201).map(ticket)])
    expect(batch.take().revision).toBe(1)
    expect(batch.isEmpty).toBe(true)
    batch.add(ticket('1'))
    expect(batch.take()).toEqual({ revision: 2, events: [ticket('1')] })
  })

  it('stays small however much happens', () => {
    const batch = new EventBatch()
    for (const id of ids(100_000)) for (const event of [ticket(id), decided(id), inbox(id)]) batch.add(event)
    expect(JSON.stringify(batch.take()).length).toBeLessThan(200)
  })
})
