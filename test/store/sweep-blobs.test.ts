import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256Of } from '../../src-main/engine/store/blobs.ts'
import { sweepBlobs } from '../../src-main/engine/upkeep/sweep-blobs.ts'
import { type FolderDesk, mailToDesk, openFolderDesk } from '../protocol/folder-desk.ts'

const DAY_MS = 86_400_000

let desk: FolderDesk
beforeAll(async () => {
  desk = await openFolderDesk()
  const attachment = { name: 'plan.bin', type: 'application/octet-stream', content: new Uint8Array(5_000).fill(7) }
  const mails = [mailToDesk({ subject: 'Gate', attachments: [attachment] }), mailToDesk({ subject: 'Bell' })]
  await desk.ask('inboxes.poll', { id: await desk.addInbox(await desk.mailFolder(mails)) })
})
afterAll(() => desk?.close())

async function referred(): Promise<readonly string[]> {
  const { reads } = desk.engine.store
  const raws = await reads.selectFrom('message').select('raw_sha256').execute()
  const parts = await reads.selectFrom('attachment').select('sha256').execute()
  return [...raws.map(row => row.raw_sha256 ?? ''), ...parts.map(row => row.sha256)]
}

describe('the sweep of the blobs', () => {
  it('removes what nothing refers to, and no mail and no attachment, however old they are', async () => {
    const { blobs } = desk.engine.store
    const orphan = Buffer.from('left by a crash')
    await blobs.put([{ sha256: sha256Of(orphan), bytes: orphan }], Date.now())
    const all = await referred()
    expect(all).toHaveLength(3)

    expect(await sweepBlobs(desk.engine.store, Date.now() + 400 * DAY_MS)).toBe(1)
    expect(await blobs.has(sha256Of(orphan))).toBe(false)
    for (const sha256 of all) expect(await blobs.has(sha256)).toBe(true)
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('leaves what was stored within a day: its row may still be on its way', async () => {
    const { store } = desk.engine
    const young = Buffer.from('stored a moment ago')
    const sha256 = sha256Of(young)
    const now = Date.now()
    await store.blobs.put([{ sha256, bytes: young }], now)
    expect(await sweepBlobs(store, now + DAY_MS - 1)).toBe(0)
    expect(await store.blobs.has(sha256)).toBe(true)

    // Stored again, as when the same mail comes once more, it is young again.
    await store.blobs.put([{ sha256, bytes: young }], now + 3 * DAY_MS)
    expect(await sweepBlobs(store, now + 3 * DAY_MS + 1)).toBe(0)
    expect(await sweepBlobs(store, now + 5 * DAY_MS)).toBe(1)
  })
})
