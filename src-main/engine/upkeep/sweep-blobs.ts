import { AppError, describeError } from '../errors.ts'
import type { Clock, Log } from '../ports.ts'
import type { DeskStore } from '../store/open.ts'

const DAY_MS = 86_400_000
const FIRST_SWEEP_MS = 60_000
const PAGE = 500

/**
 * Removes attachments that nothing refers to and that are older than a day: left by a crash, or by a deleted ticket.
 * Raw mails stay. Throws AppError `store-damaged` where the two files do not say that they belong together.
 */
export async function sweepBlobs(store: DeskStore, now: number): Promise<number> {
  requirePair(store)
  const storedBefore = now - DAY_MS
  let removed = 0
  let after = ''
  for (;;) {
    const page = await store.blobs.hashes(after, PAGE, storedBefore)
    const last = page.at(-1)
    if (last === undefined) return removed
    after = last
    const orphans = await withoutReference(store, page)
    requirePair(store)
    await store.blobs.remove(orphans, storedBefore)
    removed += orphans.length
  }
}

/** Sweeps soon after the start, then once a day, until it is stopped. */
export function keepSweeping(store: DeskStore, clock: Clock, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    await clock.sleep(FIRST_SWEEP_MS, stopping.signal)
    while (!stopping.signal.aborted) {
      try {
        log.info('blobs.swept', { removed: await sweepBlobs(store, clock.now()) })
      } catch (error) {
        log.error('blobs.sweep-failed', { error: describeError(error) })
      }
      await clock.sleep(DAY_MS, stopping.signal)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Asked of the files themselves: what another desk refers to is no orphan because this one does not. */
function requirePair(store: DeskStore): void {
  const [desk, blobs] = [store.storeId(), store.blobs.storeId()]
  if (store.blobs.lacksMarks()) {
    throw new AppError(
      'store-damaged',
      'Raw mails are not told from attachments yet (postdesk adopt): nothing is swept.',
    )
  }
  if (desk !== null && desk === blobs) return
  throw new AppError('store-damaged', 'desk.db and blobs.db have not the same id: nothing is swept from blobs.db.')
}

async function withoutReference(store: DeskStore, hashes: readonly string[]): Promise<readonly string[]> {
  const raws = await store.reads.selectFrom('message').select('raw_sha256').where('raw_sha256', 'in', hashes).execute()
  const parts = await store.reads.selectFrom('attachment').select('sha256').where('sha256', 'in', hashes).execute()
  const referred = new Set([...raws.map(row => row.raw_sha256), ...parts.map(row => row.sha256)])
  return hashes.filter(hash => !referred.has(hash))
}
