import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../src-main/engine/store/snapshots.ts'
import { type TempStore, tempStore } from './temp-store.ts'

let temp: TempStore
beforeEach(() => {
  temp = tempStore()
})
afterEach(() => temp.remove())

const addOrganisation = (name: string) =>
  temp.store.write(tx => tx.insertInto('organisation').values({ name, created_at: 1 }).execute())
const count = (snapshot: Snapshot) => snapshot.numbers(sql<number>`SELECT count(*) FROM organisation`)[0]

describe('a snapshot of the store', () => {
  it('is of one moment, however many turns the reading takes', async () => {
    await addOrganisation('one')
    const seen = await temp.store.snapshots.read(async snapshot => {
      const before = count(snapshot)
      await addOrganisation('two')
      await nextTurn()
      const rows = await snapshot.reads.selectFrom('organisation').select('name').execute()
      return [before, count(snapshot), rows.length]
    })
    expect(seen).toEqual([1, 1, 1])
    expect(await temp.store.snapshots.read(async snapshot => count(snapshot))).toBe(2)
  })

  it('begins when it is its turn', async () => {
    const order: string[] = []
    const first = temp.store.snapshots.read(async () => {
      await addOrganisation('one')
      order.push('first')
    })
    const second = temp.store.snapshots.read(async snapshot => order.push(`second sees ${count(snapshot)}`))
    await Promise.all([first, second])
    expect(order).toEqual(['first', 'second sees 1'])
  })

  it('has another revision after a commit, and the same one without', async () => {
    const revision = () => temp.store.snapshots.read(async snapshot => snapshot.revision)
    const before = await revision()
    expect(await revision()).toBe(before)
    await addOrganisation('one')
    expect(await revision()).toBeGreaterThan(before)
  })

  it('that fails does not hold up the next one', async () => {
    const failing = temp.store.snapshots.read(async () => {
      throw new Error('The list cannot be read.')
    })
    await expect(failing).rejects.toThrow('The list cannot be read.')
    expect(await temp.store.snapshots.read(async snapshot => count(snapshot))).toBe(0)
  })

  it('cannot be written to', async () => {
    const writing = temp.store.snapshots.read(async snapshot =>
      snapshot.numbers(sql<number>`INSERT INTO organisation (name, created_at) VALUES ('x', 1) RETURNING id`),
    )
    await expect(writing).rejects.toThrow(/readonly/)
  })
})
