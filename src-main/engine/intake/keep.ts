import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Probe } from '../ports.ts'
import { type Blob, type BlobStore, sha256Of } from '../store/blobs.ts'
import type { DeskStore } from '../store/open.ts'

export type Fetched = { readonly rowId: number; readonly raw: Uint8Array; readonly kind: 'whole' | 'headers' }

/** Hashing and writing this much takes a few milliseconds; then everybody else gets a turn. */
const SLICE_BYTES = 512 * 1024

/**
 * The first promise: the raw mail is durable before anything else happens to it. The blob is committed before the row
 * that refers to it, so that a crash between the two leaves an orphan, never a hole.
 */
export async function keep(store: DeskStore, fetched: readonly Fetched[], now: number, probe: Probe): Promise<void> {
  if (fetched.length === 0) return
  const blobs = await hashInSlices(fetched)
  await putInSlices(store.blobs, blobs, now)
  probe.reached('blobs-kept')
  await store.write(async tx => {
    for (const [index, message] of fetched.entries()) {
      await tx
        .updateTable('message')
        .set({ raw_sha256: blobs[index]?.sha256 ?? '', raw_kind: message.kind, kept_at: now, reading: 'beside-others' })
        .where('id', '=', message.rowId)
        .execute()
    }
  })
  probe.reached('kept')
}

async function hashInSlices(fetched: readonly Fetched[]): Promise<readonly Blob[]> {
  const blobs: Blob[] = []
  let bytes = 0
  for (const { raw, kind } of fetched) {
    blobs.push({ sha256: sha256Of(raw), bytes: raw, ...(kind === 'whole' ? { kind: 'mail' } : {}) })
    bytes += raw.byteLength
    if (bytes < SLICE_BYTES) continue
    await nextTurn()
    bytes = 0
  }
  return blobs
}

/** Blobs in transactions that are short enough for the loop to breathe between them. */
export async function putInSlices(blobs: BlobStore, all: readonly Blob[], now: number): Promise<void> {
  let slice: Blob[] = []
  let bytes = 0
  for (const blob of all) {
    slice.push(blob)
    bytes += blob.bytes.byteLength
    if (bytes < SLICE_BYTES) continue
    await blobs.put(slice, now)
    await nextTurn()
    slice = []
    bytes = 0
  }
  await blobs.put(slice, now)
}
