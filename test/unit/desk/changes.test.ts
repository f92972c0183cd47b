import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countOrphans, openChange, recordOperation, removeOrphans } from '../../../src-main/engine/desk/changes.ts'
import { createTicket } from '../../../src-main/engine/desk/tickets/create-ticket.ts'
import { deleteTicket } from '../../../src-main/engine/desk/tickets/delete-ticket.ts'
import type { DeskStore } from '../../../src-main/engine/store/open.ts'
import { type TempStore, tempStore } from '../../store/temp-store.ts'
import { plainTicket } from './plain-ticket.ts'

let temp: TempStore
let store: DeskStore
beforeEach(() => {
  temp = tempStore()
  store = temp.store
})
afterEach(() => temp.remove())

const changeIds = async () =>
  (await store.reads.selectFrom('change').select('id').orderBy('id').execute()).map(c => c.id)

describe('a change', () => {
  it('is written with its first operation, once, and not at all without one', async () => {
    const change = openChange({ origin: 'csv-import', who: 'Ada' })
    expect(await changeIds()).toEqual([])
    const operation = { objectType: 'ticket', objectId: 1, attribute: 'impact', before: '1', after: '2' }
    await store.write(async tx => {
      await recordOperation(tx, change, operation, 10)
      await recordOperation(tx, change, { ...operation, attribute: 'urgency' }, 20)
    })
    expect(await store.reads.selectFrom('change').selectAll().execute()).toEqual([
      { id: change.id, at: 10, origin: 'csv-import', who: 'Ada' },
    ])
    expect(await store.reads.selectFrom('change_operation').select('change_id').execute()).toHaveLength(2)
  })
})

describe('orphaned changes', () => {
  it('are what deleted tickets leave behind: counted, then removed newest first, none younger than the guard', async () => {
    for (const at of [100, 200, 300, 400, 500]) {
      await store.write(async tx => {
        const { id } = await createTicket(tx, plainTicket, openChange({ origin: 'email-processing', who: 'x' }), at)
        if (at !== 200) await tx.deleteFrom('change_operation').where('object_id', '=', id).execute()
      })
    }
    const olderThan = 500
    expect(await countOrphans(store.reads, { olderThan, atLeast: -1 })).toBe(3)
    expect(await countOrphans(store.reads, { olderThan, atLeast: 2 })).toBe(2)
    expect(await countOrphans(store.reads, { olderThan, atLeast: 10 })).toBe(3)
    expect(await store.write(tx => removeOrphans(tx, { olderThan, limit: 0 }))).toBe(0)
    expect(await store.write(tx => removeOrphans(tx, { olderThan, limit: 2 }))).toBe(2)
    expect(await changeIds()).toEqual([1, 2, 5])
    expect(await store.write(tx => removeOrphans(tx, { olderThan, limit: 5000 }))).toBe(1)
    expect(await changeIds()).toEqual([2, 5])
  })

  it('come from deleting a ticket, while the deletion itself stays in the history', async () => {
    await store.write(async tx => {
      const { id } = await createTicket(tx, plainTicket, openChange({ origin: 'email-processing', who: 'x' }), 1)
      await deleteTicket(tx, id, openChange({ origin: 'interactive', who: 'Ada' }), 2)
    })
    expect(await store.write(tx => removeOrphans(tx, { olderThan: 1000, limit: 5000 }))).toBe(1)
    expect(await store.reads.selectFrom('change').select('who').execute()).toEqual([{ who: 'Ada' }])
  })
})
