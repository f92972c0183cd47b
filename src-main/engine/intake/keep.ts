import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Probe } from '../ports.ts'
import { type Blob, type BlobStore, sha256Of } from '../store/blobs.ts'
import type { DeskStore } from '../store/open.ts'

export type Fetched = { readonly rowId: number; readonly raw: Uint8Array; readonly kind: 'whole' | 'headers' }

/** One write of this size takes about 10 ms; then everybody else gets a turn. */
const SLICE_BYTES = 1024 * 1024

/**
 * The first promise: the raw mail is durable before anything else happens to it. The blob is committed before the row
 * that refers to it, so that a crash between the two leaves an orphan, never a hole.
 */
export async function keep(store: DeskStore, fetched: readonly Fetched[], now: number, probe: Probe): Promise<void> {
  if (fetched.length === 0) return
  const hashes = fetched.map(message => sha256Of(message.raw))
  await putInSlices(
    store.blobs,
    fetched.map((message, index) => ({ sha256: hashes[index] ?? '', bytes: message.raw })),
    now,
  )
  probe.reached('blobs-kept')
  await store.write(async tx => {
    for (const [index, message] of fetched.entries()) {
      await tx
        .updateTable('message')
        .set({ raw_sha256: hashes[index] ?? '', raw_kind: message.kind, kept_at: now })
        .where('id', '=', message.rowId)
        .execute()
    }
  })
  probe.reached('kept')
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
