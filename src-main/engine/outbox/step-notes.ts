import type { Clock, Probe, StepNotes } from '../ports.ts'
import type { Tx } from '../store/handles.ts'
import type { DeskStore } from '../store/open.ts'

type NoteTools = { readonly store: DeskStore; readonly clock: Clock; readonly probe: Probe }
type NotedAction = { readonly messageRowId: number; readonly target_folder: string | null }

/**
 * What work of several commands has left behind for this message and folder. The note outlives the action: one that was
 * given up or undone, and is asked for again later, finds the copy that was made for it.
 */
export async function stepNotes(
  { store, clock, probe }: NoteTools,
  { messageRowId, target_folder }: NotedAction,
): Promise<StepNotes> {
  const folder = target_folder ?? ''
  const found = await store.reads
    .selectFrom('step_note')
    .select('note')
    .where('message_id', '=', messageRowId)
    .where('target_folder', '=', folder)
    .executeTakeFirst()
  return {
    left: found?.note ?? null,
    async keep(note) {
      const row = { note, noted_at: clock.now() }
      await store.write(async tx => {
        await tx
          .insertInto('step_note')
          .values({ message_id: messageRowId, target_folder: folder, ...row })
          .onConflict(conflict => conflict.columns(['message_id', 'target_folder']).doUpdateSet(row))
          .execute()
      })
      probe.reached('server-step-noted')
    },
  }
}

/** The work is over; what is asked for later begins anew. */
export async function forgetSteps(tx: Tx, messageRowId: number): Promise<void> {
  await tx.deleteFrom('step_note').where('message_id', '=', messageRowId).execute()
}
