import type { Reads } from '../store/handles.ts'
import type { DeskStore } from '../store/open.ts'

const KEY = 'paused-since'

/** Since when polling is paused, UTC milliseconds; null when it is not. */
export async function pausedSince(reads: Reads): Promise<number | null> {
  const row = await reads.selectFrom('desk_meta').select('value').where('key', '=', KEY).executeTakeFirst()
  return row ? Number(row.value) : null
}

/** A pause that lasts already keeps its time; null ends it. */
export async function savePaused(store: DeskStore, since: number | null): Promise<void> {
  await store.write(async tx => {
    if (since === null) await tx.deleteFrom('desk_meta').where('key', '=', KEY).execute()
    else {
      await tx
        .insertInto('desk_meta')
        .values({ key: KEY, value: String(since) })
        .onConflict(conflict => conflict.doNothing())
        .execute()
    }
  })
}
