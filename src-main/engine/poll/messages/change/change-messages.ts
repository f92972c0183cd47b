import type { Outcome } from '../../../../../src-preload/contract/entities/selection.ts'
import { loadGlobalSettings } from '../../../settings/global-settings.ts'
import type { PollTools } from '../../tools.ts'
import { type Changes, changeInBatches, type MessageChange } from './change-in-batches.ts'
import { type ChangedMessage, createNotes } from './changed-message.ts'
import { moveRefusals } from './move-refusals.ts'
import { ignore, move, removal, reset } from './person-changes.ts'
import { undoChanges } from './undo-changes.ts'
import type { Undos } from './undos.ts'

export type ChangeTools = PollTools & { readonly undos: Undos }

/** Of all that a desk has, on a slow disk. */
const LONGEST_RESET_MS = 10 * 60_000

/** Back to new. For a moment passes by the clock leave them alone, so that it can be undone. */
export async function resetMessages(tools: ChangeTools, ids: readonly number[]): Promise<Outcome> {
  const graceMs = await graceOf(tools)
  tools.holds.hold(ids, LONGEST_RESET_MS)
  const changes = await changeInBatches(tools, ids, reset, createNotes()).finally(() => tools.holds.release(ids))
  tools.holds.hold(
    changes.changed.map(({ id }) => id),
    graceMs,
  )
  return outcome(tools, changes)
}

export async function ignoreMessages(tools: ChangeTools, ids: readonly number[]): Promise<Outcome> {
  return outcome(tools, await changeInBatches(tools, ids, ignore, createNotes()))
}

export async function deleteMessages(tools: ChangeTools, ids: readonly number[]): Promise<Outcome> {
  return queued(tools, ids, removal(await graceOf(tools)))
}

/** To another folder of the same account, after the grace time. */
export async function moveMessages(tools: ChangeTools, ids: readonly number[], targetFolder: string): Promise<Outcome> {
  const refuse = await moveRefusals(tools.store.reads, targetFolder)
  return queued(tools, ids, move(targetFolder, await graceOf(tools), refuse))
}

/** Throws AppError `not-found` when it is too late. */
export async function undo(tools: ChangeTools, undoId: string): Promise<Outcome> {
  return undoChanges(tools, tools.undos.take(undoId))
}

async function queued(tools: ChangeTools, ids: readonly number[], change: MessageChange): Promise<Outcome> {
  const changes = await changeInBatches(tools, ids, change, createNotes())
  if (changes.changed.length > 0) tools.events.emit('actions.changed', {})
  return outcome(tools, changes)
}

function outcome({ undos }: ChangeTools, { changed, refused, refusedCount }: Changes<ChangedMessage>): Outcome {
  return { changed: changed.length, refused, refusedCount, undoId: undos.remember(changed) }
}

async function graceOf({ store }: PollTools): Promise<number> {
  return (await loadGlobalSettings(store.reads)).server_action_grace_seconds * 1000
}
