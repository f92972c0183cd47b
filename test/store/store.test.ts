import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { sha256Of } from '../../src-main/engine/store/blobs.ts'
import { type Reads, type Tx, withSavepoint } from '../../src-main/engine/store/handles.ts'
import { openStore, openStoreForReading } from '../../src-main/engine/store/open.ts'
import { type TempStore, tempFolder, tempStore } from './temp-store.ts'

const us = { pid: process.pid, name: 'the tests', since: 0, socket: '' }

describe('a store that another process holds', () => {
  const folder = tempFolder()
  let holder: ChildProcess

  beforeEach(async () => {
    holder = fork(join(import.meta.dirname, 'hold-store.ts'), [folder.dir])
    await once(holder, 'message')
  })
  afterEach(() => {
    holder.kill('SIGKILL')
    folder.remove()
  })

  it('is refused with the name and pid of the holder, read beside it, and free once he was killed', async () => {
    const refused = thrownBy(() => openStore(folder.dir, us))
    expect(refused).toBeInstanceOf(AppError)
    expect(refused).toMatchObject({ code: 'store-locked', retry: true })
    expect(String(refused)).toContain(`the night shift (pid ${holder.pid})`)

    const beside = openStoreForReading(folder.dir)
    expect(await beside.reads.selectFrom('ticket').selectAll().execute()).toEqual([])
    await expect(beside.write(async () => undefined)).rejects.toMatchObject({ code: 'not-allowed' })
    await beside.close()

    const gone = once(holder, 'exit')
    holder.kill('SIGKILL')
    await gone
    const store = openStore(folder.dir, us)
    await store.write(tx => addName(tx, 'after the kill'))
    expect(await names(store.reads)).toEqual(['after the kill'])
    await store.close()
  })
})

describe('a store of ours', () => {
  let temp: TempStore
  beforeEach(() => {
    temp = tempStore()
  })
  afterEach(() => temp.remove())

  it('keeps nothing of a transaction that threw, and goes on', async () => {
    const { store } = temp
    const failing = store.write(async tx => {
      await addName(tx, 'lost')
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    await store.write(tx => addName(tx, 'kept'))
    expect(await names(store.reads)).toEqual(['kept'])
  })

  it('runs one transaction after the other, in the order asked', async () => {
    const { store } = temp
    const seen: string[] = []
    const slow = store.write(async tx => {
      seen.push('first begins')
      for (let i = 0; i < 20; i += 1) await addName(tx, `name ${i}`)
      seen.push('first ends')
    })
    await Promise.all([slow, store.write(async () => void seen.push('second'))])
    expect(seen).toEqual(['first begins', 'first ends', 'second'])
  })

  it('shows a reader only what was committed', async () => {
    const { store } = temp
    await store.write(async tx => {
      await addName(tx, 'new')
      expect(await names(tx)).toEqual(['new'])
      expect(await names(store.reads)).toEqual([])
    })
    expect(await names(store.reads)).toEqual(['new'])
  })

  it('undoes a savepoint alone', async () => {
    const { store } = temp
    await store.write(async tx => {
      await addName(tx, 'before')
      const failing = withSavepoint(tx, async () => {
        await addName(tx, 'inside')
        throw new Error('this message only')
      })
      await expect(failing).rejects.toThrow('this message only')
      expect(await withSavepoint(tx, () => addName(tx, 'after').then(() => 'done'))).toBe('done')
    })
    expect(await names(store.reads)).toEqual(['after', 'before'])
  })

  it('has a reader that cannot write, by its type and in fact', async () => {
    const { store } = temp
    // @ts-expect-error A read handle is no transaction.
    const asTx: Tx = store.reads
    await expect(addName(asTx, 'never')).rejects.toThrow(/readonly/)
    await expect(sql`DELETE FROM ticket`.execute(store.reads)).rejects.toThrow(/readonly/)
  })

  it('keeps a blob once, however often it is put, and finds it by its hash', async () => {
    const { blobs } = temp.store
    const bytes = new Uint8Array([0, 255, 10, 13])
    const blob = { sha256: sha256Of(bytes), bytes }
    await blobs.put([blob], 1)
    await blobs.put([blob, blob], 2)
    expect(await blobs.count()).toBe(1)
    expect(await blobs.has(blob.sha256)).toBe(true)
    expect(Buffer.from((await blobs.get(blob.sha256)) ?? []).equals(bytes)).toBe(true)
    expect(await blobs.get('0'.repeat(64))).toBeNull()
    expect(await blobs.hashes('', 10)).toEqual([blob.sha256])
    expect(await blobs.hashes('', 10, 1)).toEqual([])
    await blobs.remove([blob.sha256], 1)
    expect(await blobs.has(blob.sha256)).toBe(true)
    await blobs.remove([blob.sha256], 10)
    expect(await blobs.has(blob.sha256)).toBe(false)
  })

  it('can be closed and opened again with all that was in it', async () => {
    const { dir, remove } = tempFolder()
    const first = openStore(dir, us)
    await first.write(tx => addName(tx, 'still here'))
    await first.close()
    const second = openStore(dir, us)
    expect(await names(second.reads)).toEqual(['still here'])
    await second.close()
    remove()
  })
})

async function addName(tx: Tx, name: string): Promise<void> {
  await tx.insertInto('organisation').values({ name, created_at: 1 }).execute()
}

async function names(reads: Reads): Promise<readonly string[]> {
  const rows = await reads.selectFrom('organisation').select('name').orderBy('name').execute()
  return rows.map(row => row.name)
}

function thrownBy(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
